"use strict";
// What the page says, in both languages.

const plural = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

const words = {
  en: {
    language: "Language",
    search: "Search photos",
    hint: "Search: dog, animal, 해변, 2019…",
    clear: "Clear the search",
    names: "Found often",
    photos: "Photos",
    nothing: "No photo shows that. Try a wider word, such as “animal”, or part of a file’s name.",
    meaning: "A percentage is a probability: of 100 answers given with 90 %, about 90 are right.",
    keys: "/ searches, arrows move, Enter opens, Esc closes.",
    previous: "Previous photo",
    next: "Next photo",
    close: "Close",
    boxes: "Boxes",
    original: "Open the original",
    unrecognised: "Nothing recognised",
    tags: "Shows",
    objects: "Objects",
    faces: "Faces",
    face: "Face",
    folder: "Folder",
    taken: "Taken",
    camera: "Camera",
    place: "Place",
    size: "Size",
    altitude: (metres) => `${Math.round(metres)} m above the sea`,
    from: { name: "from the file’s name", "exif-digitized": "when digitised" },
    some: (n) => plural(n, "photo", "photos"),
    things: (n) => plural(n, "object", "objects"),
    people: (n) => plural(n, "face", "faces"),
    unread: (n) => `${n.toLocaleString("en")} could not be read`,
    of: (n, all) => `${n.toLocaleString("en")} of ${plural(all, "photo", "photos")}`,
    about: (n) => `about ${n.toLocaleString("en")} of them right, going by confidence`,
    failed: "Could not be read",
    at: (n, all) => `${n.toLocaleString("en")} of ${all.toLocaleString("en")}`,
    loading: "Loading…",
    made: (by, at) => [by && `Made by ${by}`, at].filter(Boolean).join(", "),
  },
  ko: {
    language: "언어",
    search: "사진 검색",
    hint: "검색: 개, 동물, beach, 2019…",
    clear: "검색 지우기",
    names: "자주 나온 것",
    photos: "사진",
    nothing: "그런 사진이 없습니다. ‘동물’처럼 더 넓은 말이나 파일 이름의 일부를 입력해 보세요.",
    meaning: "백분율은 확률입니다. 90 %라고 답한 100개 가운데 약 90개가 맞습니다.",
    keys: "/ 검색, 화살표 이동, Enter 열기, Esc 닫기.",
    previous: "이전 사진",
    next: "다음 사진",
    close: "닫기",
    boxes: "상자",
    original: "원본 열기",
    unrecognised: "알아본 것 없음",
    tags: "보이는 것",
    objects: "사물",
    faces: "얼굴",
    face: "얼굴",
    folder: "폴더",
    taken: "촬영",
    camera: "카메라",
    place: "장소",
    size: "크기",
    altitude: (metres) => `해발 ${Math.round(metres)} m`,
    from: { name: "파일 이름에서", "exif-digitized": "디지털화한 때" },
    some: (n) => `사진 ${n.toLocaleString("ko")}장`,
    things: (n) => `사물 ${n.toLocaleString("ko")}개`,
    people: (n) => `얼굴 ${n.toLocaleString("ko")}개`,
    unread: (n) => `${n.toLocaleString("ko")}장은 읽지 못함`,
    of: (n, all) => `사진 ${all.toLocaleString("ko")}장 중 ${n.toLocaleString("ko")}장`,
    about: (n) => `확신도로 보아 약 ${n.toLocaleString("ko")}장이 맞음`,
    failed: "읽지 못한 파일",
    at: (n, all) => `${all.toLocaleString("ko")}장 중 ${n.toLocaleString("ko")}번째`,
    loading: "불러오는 중…",
    made: (by, at) => [by && `${by}(으)로 만듦`, at].filter(Boolean).join(", "),
  },
};

let language = "en";
const say = (key, ...values) => {
  const text = words[language][key];
  return typeof text === "function" ? text(...values) : text;
};

// The name to show of anything with an English and a Korean one.
const nameOf = ({ en, ko }) => (language === "ko" && ko) || en;
const otherName = ({ en, ko }) => (ko && ko !== en ? (language === "ko" ? en : ko) : "");

// A hundred only for what is as good as certain.
const percent = (p) => `${p < 0.9995 ? Math.min(99, Math.round(p * 100)) : 100} %`;
