// A page that is served -> the page as it is now: it loads itself again, and shows what is wrong until it is mended.
(() => {
  const { page, version } = document.currentScript.dataset;
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  root.innerHTML = `<style>
    section { position: fixed; inset: auto 0 0 0; max-height: 60vh; overflow: auto; z-index: 2147483647; margin: 0;
      padding: .8em 1.2em; background: #fff4f2; color: #5c1a10; border-top: 3px solid #b3261e;
      font: 14px/1.45 ui-monospace, monospace; white-space: pre-wrap }
    b { display: block; color: #b3261e } i { display: block; font-style: normal; color: #7a5048; margin-bottom: .6em }
    @media print { section { display: none } }
  </style><section role="alert" hidden></section>`;
  const box = root.querySelector("section");

  const line = (tag, text) => {
    const element = document.createElement(tag);
    element.textContent = text;
    box.append(element);
  };
  const show = (problems) => {
    box.replaceChildren();
    for (const { at, message, hint } of problems) {
      if (at) line("b", at);
      line("span", message);
      line("i", hint ? `hint: ${hint}` : "");
    }
    box.hidden = problems.length === 0;
    if (!host.isConnected) document.documentElement.append(host);
  };

  const events = new EventSource(`/-/events/${page}`);
  events.onmessage = ({ data }) => {
    const state = JSON.parse(data);
    show(state.problems);
    if (state.version && state.version !== version) {
      events.close();
      location.reload();
    }
  };
  addEventListener("pagehide", () => events.close());
})();
