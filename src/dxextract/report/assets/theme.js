/* Light or dark, Vietnamese or English. */

const THEMES = ["auto", "light", "dark"];
const THEME_SIGNS = { auto: "◐", light: "☀", dark: "☾" };

function drawTheme() {
  const theme = THEMES.includes(state.theme) ? state.theme : "auto";
  document.documentElement.dataset.theme = theme;
  $("theme").textContent = THEME_SIGNS[theme];
  dress($("theme"), { title: t("theme." + theme), "aria-label": t("theme." + theme) });
}

function switchTheme() {
  const next = THEMES[(THEMES.indexOf(state.theme || "auto") + 1) % THEMES.length];
  update({ theme: next === "auto" ? "" : next });
}

function switchLanguage() {
  update({ lang: language === "vi" ? "en" : "vi" });
}

const preferredLanguage = () => (navigator.language.startsWith("vi") ? "vi" : "en");
