/*
 * Light or dark. The device decides until the learner does. A preference and no work of theirs, so
 * it has its own key and is not part of the record.
 */
{
  const COURSE = document.querySelector("meta[name=course-id]")?.getAttribute("content") ?? "";
  const KEY = `course:${COURSE}:palette`;
  const deviceIsDark = matchMedia("(prefers-color-scheme: dark)");

  /** The choice, should storage be closed. */
  let choice = "";

  const isDark = () => {
    try {
      choice = localStorage.getItem(KEY) ?? choice;
    } catch {
      // Storage is forbidden: the choice holds for this page.
    }
    return choice === "dark" || (choice !== "light" && deviceIsDark.matches);
  };

  const apply = () => {
    document.body.dataset.mdColorScheme = isDark() ? "slate" : "default";
    document.dispatchEvent(new CustomEvent("palette-changed"));
  };

  /** @param {"dark" | "light"} chosen */
  const choose = (chosen) => {
    choice = chosen;
    try {
      localStorage.setItem(KEY, chosen);
    } catch {
      // As above.
    }
    apply();
  };

  class CoursePalette extends HTMLElement {
    connectedCallback() {
      const button = this.querySelector("button");
      if (!button) return;
      button.hidden = false;
      button.addEventListener("click", this);
      document.addEventListener("palette-changed", this);
      this.#show();
    }

    disconnectedCallback() {
      document.removeEventListener("palette-changed", this);
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (event.type === "click") choose(isDark() ? "light" : "dark");
      else this.#show();
    }

    #show() {
      this.querySelector("button")?.setAttribute("aria-pressed", String(isDark()));
    }
  }

  // From here on this script decides, and no longer the style sheet's guess for where none runs.
  document.documentElement.classList.replace("no-js", "js");
  apply();
  deviceIsDark.addEventListener("change", apply);
  addEventListener("storage", (event) => {
    if (event.key === KEY) apply();
  });
  customElements.define("course-palette", CoursePalette);
}
