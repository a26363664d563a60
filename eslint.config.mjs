// The rules for the page's modules: `make lint-js` (it needs npx, and fetches eslint).

const given = ["document", "window", "location", "history", "navigator", "globalThis", "matchMedia", "getComputedStyle", "addEventListener",
  "dispatchEvent", "setTimeout", "clearTimeout", "requestAnimationFrame", "performance", "URL", "URLSearchParams", "Blob", "TextEncoder",
  "XMLSerializer", "Intl"];

export default [{
  files: ["kg/view/static/js/*.js"],
  languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: Object.fromEntries(given.map((name) => [name, "readonly"])) },
  rules: {
    "no-undef": "error", "no-unused-vars": "error", "prefer-const": "error", "no-var": "error", eqeqeq: "error", "no-shadow": "error",
    "no-eval": "error", "no-implied-eval": "error", "no-new-func": "error", "consistent-return": "error",
    "no-use-before-define": ["error", { functions: false }],
    "no-restricted-properties": ["error", { property: "innerHTML" }, { property: "outerHTML" }, { property: "insertAdjacentHTML" }],
  },
}];
