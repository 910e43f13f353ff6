// Builds static/dist/app.css and app.js: fixed names, whitenoise's manifest adds the hashes.
import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const dist = join(root, "static", "dist");

// Bootstrap 5.3 is still written with @import and global functions; its warnings are not ours to mend.
const silenced = ["import", "global-builtin", "color-functions", "if-function", "abs-percent"];

const sassPlugin = {
  name: "sass",
  setup(build) {
    build.onLoad({ filter: /\.scss$/ }, ({ path }) => {
      const { css, loadedUrls } = sass.compile(path, {
        loadPaths: [join(root, "node_modules")],
        quietDeps: true,
        silenceDeprecations: silenced,
      });
      const watchFiles = loadedUrls.map((url) => fileURLToPath(url));
      return { contents: css, loader: "css", resolveDir: dirname(path), watchFiles };
    });
  },
};

const options = {
  entryPoints: [
    { in: join(here, "ts", "app.ts"), out: "app" },
    { in: join(here, "scss", "app.scss"), out: "app" },
  ],
  entryNames: "[name]",
  assetNames: "[name]",
  outdir: dist,
  bundle: true,
  minify: true,
  target: ["es2021", "chrome100", "firefox100", "safari15.4"],
  loader: { ".woff2": "file", ".svg": "file" },
  plugins: [sassPlugin],
  logLevel: "info",
};

await rm(dist, { recursive: true, force: true });
if (process.argv.includes("--watch")) {
  const context = await esbuild.context(options);
  await context.watch();
} else {
  await esbuild.build(options);
}
