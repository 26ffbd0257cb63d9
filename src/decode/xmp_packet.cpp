#include "decode/xmp_packet.h"

#include <algorithm>
#include <array>
#include <utility>

namespace nunchi::decode {
namespace {

constexpr std::size_t kMostBytes = 16U << 20U;

constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kNamespaces = {{
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"},
    {"http://purl.org/dc/elements/1.1/", "dc"},
    {"http://ns.adobe.com/xap/1.0/", "xmp"},
    {"http://ns.adobe.com/photoshop/1.0/", "photoshop"},
    {"http://ns.adobe.com/exif/1.0/", "exif"},
    {"http://ns.adobe.com/tiff/1.0/", "tiff"},
    {"http://ns.adobe.com/lightroom/1.0/", "lr"},
    {"http://www.digikam.org/ns/1.0/", "digiKam"},
    {"http://ns.microsoft.com/photo/1.0/", "MicrosoftPhoto"},
    {"http://www.metadataworkinggroup.com/schemas/regions/", "mwg-rs"},
    {"http://ns.adobe.com/xmp/sType/Area#", "stArea"},
    {"http://ns.adobe.com/xap/1.0/sType/Dimensions#", "stDim"},
    {"http://ns.microsoft.com/photo/1.2/", "MP"},
    {"http://ns.microsoft.com/photo/1.2/t/RegionInfo#", "MPRI"},
    {"http://ns.microsoft.com/photo/1.2/t/Region#", "MPReg"},
}};

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

// All elements in the order of the document. Without recursion: depth is the file's to choose.
template <class Visit>
void for_each_element(const pugi::xml_node& root, const Visit& visit) {
  pugi::xml_node node = root;
  while (true) {
    if (node.type() == pugi::node_element) visit(node);
    if (node.first_child()) {
      node = node.first_child();
      continue;
    }
    while (node != root && !node.next_sibling()) node = node.parent();
    if (node == root) return;
    node = node.next_sibling();
  }
}

}  // namespace

XmpPacket::XmpPacket(std::span<const std::byte> bytes) {
  if (bytes.empty() || bytes.size() > kMostBytes) return;
  // A packet with a flaw at its end keeps what was read until there.
  document_.load_buffer(bytes.data(), bytes.size());
  for_each_element(document_, [this](const pugi::xml_node& node) {
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      const std::string_view name = attribute.name();
      if (!name.starts_with("xmlns:")) continue;
      const std::string_view uri = attribute.value();
      const auto known =
          std::find_if(kNamespaces.begin(), kNamespaces.end(), [uri](const auto& pair) {
            // Some programs leave out the last sign.
            return pair.first == uri || pair.first.substr(0, pair.first.size() - 1) == uri;
          });
      if (known != kNamespaces.end()) prefixes_.emplace(name.substr(6), known->second);
    }
  });
  for_each_element(document_, [this](const pugi::xml_node& node) {
    if (usual_name(node.name()) == "rdf:Description" &&
        usual_name(node.parent().name()) == "rdf:RDF") {
      descriptions_.push_back(node);
    }
  });
}

std::string XmpPacket::usual_name(std::string_view name) const {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return std::string(name);
  const auto usual = prefixes_.find(name.substr(0, colon));
  if (usual == prefixes_.end()) return std::string(name);
  return usual->second + std::string(name.substr(colon));
}

pugi::xml_node XmpPacket::child(pugi::xml_node node, std::string_view name) const {
  for (const pugi::xml_node& below : node.children()) {
    if (usual_name(below.name()) == name) return below;
  }
  return {};
}

std::string XmpPacket::attribute(pugi::xml_node node, std::string_view name) const {
  for (const pugi::xml_attribute& attribute : node.attributes()) {
    if (usual_name(attribute.name()) == name) return trimmed(attribute.value());
  }
  return {};
}

// The items of a property's rdf:Bag, rdf:Seq or rdf:Alt.
std::vector<pugi::xml_node> XmpPacket::items(pugi::xml_node property) const {
  std::vector<pugi::xml_node> found;
  for (const std::string_view kind : {"rdf:Bag", "rdf:Seq", "rdf:Alt"}) {
    for (const pugi::xml_node& item : child(property, kind).children()) {
      if (usual_name(item.name()) == "rdf:li") found.push_back(item);
    }
  }
  return found;
}

std::string XmpPacket::text_of(pugi::xml_node property) const {
  for (const pugi::xml_node& item : items(property)) {
    std::string text = trimmed(item.text().get());
    if (!text.empty()) return text;
  }
  return trimmed(property.text().get());
}

std::string XmpPacket::value_in(pugi::xml_node node, std::string_view name) const {
  std::string value = attribute(node, name);
  return value.empty() ? text_of(child(node, name)) : value;
}

std::string XmpPacket::text(std::string_view name) const {
  for (const pugi::xml_node& description : descriptions_) {
    std::string value = value_in(description, name);
    if (!value.empty()) return value;
  }
  return {};
}

std::vector<std::string> XmpPacket::list(std::string_view name) const {
  std::vector<std::string> values;
  for (const pugi::xml_node& description : descriptions_) {
    for (const pugi::xml_node& item : items(child(description, name))) {
      values.push_back(trimmed(item.text().get()));
    }
  }
  if (values.empty()) values.push_back(text(name));
  std::erase(values, "");
  return values;
}

XmpPacket::Struct XmpPacket::field(std::string_view name) const {
  for (const pugi::xml_node& description : descriptions_) {
    if (const pugi::xml_node node = child(description, name)) return {this, node};
  }
  return {};
}

// Fields stand in the element itself (parseType="Resource", or as attributes) or in an
// rdf:Description inside it.
std::string XmpPacket::Struct::text(std::string_view name) const {
  if (packet_ == nullptr) return {};
  std::string value = packet_->value_in(node_, name);
  return value.empty() ? packet_->value_in(packet_->child(node_, "rdf:Description"), name) : value;
}

XmpPacket::Struct XmpPacket::Struct::field(std::string_view name) const {
  if (packet_ == nullptr) return {};
  pugi::xml_node node = packet_->child(node_, name);
  if (!node) node = packet_->child(packet_->child(node_, "rdf:Description"), name);
  return {packet_, node};
}

std::vector<XmpPacket::Struct> XmpPacket::Struct::list(std::string_view name) const {
  std::vector<Struct> found;
  if (packet_ == nullptr) return found;
  for (const pugi::xml_node& item : packet_->items(field(name).node_))
    found.emplace_back(packet_, item);
  return found;
}

}  // namespace nunchi::decode
