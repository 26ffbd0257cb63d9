// What the pages say, in English and Korean. word("bin") is "Bin" or "휴지통".

const words = {
  skip: ["Skip to the photos", "사진으로 건너뛰기"],
  timeline: ["Photos", "사진"],
  albums: ["Albums", "앨범"],
  people: ["People", "사람"],
  bin: ["Bin", "휴지통"],
  hidden: ["Hidden", "숨긴 사진"],
  favourites: ["Favourites", "즐겨찾기"],
  status: ["Library", "라이브러리"],
  settings: ["Settings", "설정"],
  undo: ["Undo", "되돌리기"],
  undone: ["Taken back", "되돌렸습니다"],
  nothingToUndo: ["Nothing to take back", "되돌릴 것이 없습니다"],
  select: ["Select", "선택"],
  selected: ["{n} selected", "{n}장 선택"],
  clear: ["Clear", "해제"],
  favourite: ["Favourite", "즐겨찾기"],
  unfavourite: ["No favourite any more", "즐겨찾기 해제"],
  hide: ["Hide", "숨기기"],
  unhide: ["Show again", "다시 보이기"],
  toBin: ["Move to the bin", "휴지통으로"],
  fromBin: ["Take out of the bin", "휴지통에서 꺼내기"],
  binned: ["In the bin now. The file itself stays where it is.", "휴지통에 넣었습니다. 파일은 그대로 있습니다."],
  addToAlbum: ["Add to an album", "앨범에 추가"],
  newAlbum: ["New album …", "새 앨범 …"],
  albumName: ["Name of the album", "앨범 이름"],
  create: ["Create", "만들기"],
  cancel: ["Cancel", "취소"],
  save: ["Save", "저장"],
  remove: ["Remove", "삭제"],
  rename: ["Rename", "이름 변경"],
  added: ["Added", "추가했습니다"],
  unknownTime: ["No date", "날짜 없음"],
  empty: ["No photos here yet", "아직 사진이 없습니다"],
  emptyHow: ["Add a folder on the machine that runs nunchi:", "nunchi가 실행되는 컴퓨터에서 폴더를 추가하세요:"],
  close: ["Close", "닫기"],
  next: ["Next", "다음"],
  previous: ["Previous", "이전"],
  tags: ["Shows", "보이는 것"],
  addTag: ["Add a tag", "태그 추가"],
  denyTag: ["{name} is wrong", "{name} 아님"],
  faces: ["Faces", "얼굴"],
  whoIsIt: ["Who is it?", "누구인가요?"],
  text: ["Text in the picture", "사진 속 글자"],
  where: ["Where", "장소"],
  when: ["When", "날짜"],
  file: ["File", "파일"],
  rating: ["Rating", "별점"],
  stars: ["{n} stars", "별 {n}개"],
  original: ["Open the original", "원본 열기"],
  details: ["Details", "정보"],
  boxes: ["Show boxes", "상자 보기"],
  notSeenYet: ["Not looked at yet", "아직 분석 전"],
  photos: ["Photos", "사진"],
  videos: ["Videos", "동영상"],
  moments: ["Moments", "순간"],
  facesSeen: ["Faces seen", "찾은 얼굴"],
  failed: ["Could not be read", "읽지 못함"],
  pending: ["Still to be looked at", "분석 대기"],
  bytes: ["Size of all originals", "원본 전체 크기"],
  language: ["Language", "언어"],
  recentEdits: ["Recent edits", "최근 편집"],
  connectionLost: ["The server does not answer. Trying again …", "서버가 응답하지 않습니다. 다시 시도 중 …"],
  login: ["Log in", "로그인"],
  logout: ["Log out", "로그아웃"],
  name: ["Name", "이름"],
  password: ["Password", "비밀번호"],
  nobody: ["Nobody has been named yet. Open a photo and say whose face it is.", "아직 이름이 없습니다. 사진을 열고 누구인지 알려주세요."],
  noAlbums: ["No albums yet", "아직 앨범이 없습니다"],
  changeDate: ["Change", "변경"],
  upload: ["Upload", "올리기"],
  uploading: ["Uploading {n} of {m}", "{m}개 중 {n}개 올리는 중"],
  uploaded: ["{n} new, {m} were here already", "새 사진 {n}개, 이미 있던 사진 {m}개"],
  dropHere: ["Drop photos to keep them here", "사진을 끌어다 놓으세요"],
};

export const languages = { en: "English", ko: "한국어" };

const stored = localStorage.getItem("language");
export const language =
  stored in languages ? stored : (navigator.language || "en").startsWith("ko") ? "ko" : "en";
document.documentElement.lang = language;

export function setLanguage(chosen) {
  localStorage.setItem("language", chosen);
  location.reload();
}

export function word(key, values = {}) {
  const text = words[key][language === "ko" ? 1 : 0];
  return text.replace(/\{(\w)\}|\{(\w+)\}/g, (all, a, b) => values[a || b] ?? all);
}

// The name of a tag, an object or a place in the page's language.
export const named = (thing) => (language === "ko" && thing.name_ko) || thing.name;

const locale = language === "ko" ? "ko-KR" : "en-GB";
export const number = new Intl.NumberFormat(locale);
const month = new Intl.DateTimeFormat(locale, { year: "numeric", month: "long", timeZone: "UTC" });
const moment = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short", timeZone: "UTC" });

// "2019-07" → "July 2019"
export const monthName = (text) => month.format(new Date(text + "-01T00:00:00Z"));
// A wall clock's time, whatever zone the browser is in.
export const momentName = (text) => moment.format(new Date(text.slice(0, 19) + "Z"));

export function bytesName(bytes) {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let step = 0;
  while (bytes >= 1000 && step < units.length - 1) {
    bytes /= 1000;
    ++step;
  }
  return `${bytes >= 100 || step === 0 ? Math.round(bytes) : bytes.toFixed(1)} ${units[step]}`;
}

export function durationName(seconds) {
  const whole = Math.round(seconds);
  const two = (value) => String(value).padStart(2, "0");
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  return (hours ? `${hours}:${two(minutes)}` : String(minutes)) + ":" + two(whole % 60);
}
