// XmpPacket: an XMP packet (ISO 16684-1) as properties with plain, listed and structured values.
//
// The one place that knows pugixml. Not thread-safe; several packets may be read at once.
#pragma once

#include <cstddef>
#include <map>
#include <pugixml.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nunchi::decode {

class XmpPacket {
 public:
  // A packet that is no XML, or too large (16 MB), has no properties.
  explicit XmpPacket(std::span<const std::byte> bytes);

  // Names are written with the usual prefixes ("dc:subject") whatever prefixes the packet uses.
  // The plain value, or the first of a list; "" where there is none.
  std::string text(std::string_view name) const;
  // All values of a list, or the plain one.
  std::vector<std::string> list(std::string_view name) const;

  // A value with fields; empty where there is none.
  class Struct {
   public:
    Struct() = default;
    Struct(const XmpPacket* packet, pugi::xml_node node) : packet_(packet), node_(node) {}
    std::string text(std::string_view name) const;
    Struct field(std::string_view name) const;
    std::vector<Struct> list(std::string_view name) const;  // of structures

   private:
    const XmpPacket* packet_ = nullptr;
    pugi::xml_node node_;
  };
  Struct field(std::string_view name) const;

 private:
  friend class Struct;
  std::string usual_name(std::string_view name) const;
  pugi::xml_node child(pugi::xml_node node, std::string_view name) const;
  std::string attribute(pugi::xml_node node, std::string_view name) const;
  std::string value_in(pugi::xml_node node, std::string_view name) const;
  std::vector<pugi::xml_node> items(pugi::xml_node property) const;
  std::string text_of(pugi::xml_node property) const;

  pugi::xml_document document_;
  std::map<std::string, std::string, std::less<>> prefixes_;  // of the packet → the usual ones
  std::vector<pugi::xml_node> descriptions_;
};

}  // namespace nunchi::decode
