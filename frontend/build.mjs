// Builds what stands in static/: node frontend/build.mjs FOLDER
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.argv[2]);
const versionOf = (name) => JSON.parse(readFileSync(join(here, "node_modules", name, "package.json"))).version;
const banner = `/* Blue Lamp, BSD-3-Clause. Holds parts of GOV.UK Frontend ${versionOf("govuk-frontend")}, MIT. Built from frontend/; licences in /static/licences/. */`;

// Without `charset: false` Sass may begin with a byte order mark, which kills the rule behind it.
const vendor = {
  name: "vendor",
  setup(build) {
    build.onResolve({ filter: /^vendor$/ }, () => ({ path: join(here, "vendor.scss"), namespace: "sass" }));
    build.onLoad({ filter: /.*/, namespace: "sass" }, ({ path }) => ({
      contents: sass.compile(path, { loadPaths: [join(here, "node_modules")], charset: false, quietDeps: true }).css,
      loader: "css",
    }));
  },
};

const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  legalComments: "none",
  logLevel: "warning",
  outdir: folder,
  charset: "utf8",
};
await esbuild.build({
  ...common,
  entryPoints: ["site.css"],
  banner: { css: banner },
  plugins: [vendor],
  external: ["*.woff2"],
  target: ["chrome99", "firefox97", "safari15.4"],
});
await esbuild.build({
  ...common,
  entryPoints: ["boot.js", "consent.js"],
  format: "iife",
  target: ["es2018"],
});
await esbuild.build({
  ...common,
  entryPoints: ["leaving.js"],
  banner: { js: banner },
  format: "iife",
  target: ["es2018"],
});
