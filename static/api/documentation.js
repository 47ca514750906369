// Swagger UI over our own OpenAPI document. No validator badge: it would ask an outside host.
"use strict";

const place = document.getElementById("swagger-ui");

document.querySelector(".skip").classList.add("noZensmooth"); // a part of Swagger UI would scroll there without moving the focus

// Its own layout brings a second main landmark and a title; the page has both.
const operationsAlone = ({ React: { createElement } }) => ({
  components: {
    OperationsAlone({ getComponent, specSelectors }) {
      const parts = ["SvgAssets", "errors", ...(specSelectors.loadingStatus() === "success" ? ["operations"] : [])];
      return createElement(
        "div",
        { className: "swagger-ui wrapper" },
        ...parts.map((name) => createElement(getComponent(name, true))),
      );
    },
  },
});

SwaggerUIBundle({
  domNode: place,
  url: place.dataset.schema,
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [operationsAlone],
  layout: "OperationsAlone",
  validatorUrl: null,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  supportedSubmitMethods: ["get", "post", "head", "options"],
  syntaxHighlight: false,
});
