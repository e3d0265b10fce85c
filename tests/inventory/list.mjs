// Prints the endpoints of a runnable application here, as its framework tells them.
//
//     npm install --prefix /tmp/inventory express@4 express-list-endpoints @nestjs/core@10 @nestjs/common@10 \
//         @nestjs/platform-express@10 reflect-metadata rxjs typescript@5
//     NODE_PATH=/tmp/inventory/node_modules node tests/inventory/list.mjs tests/inventory/express express \
//         > tests/inventory/express/endpoints.txt

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const require = createRequire(import.meta.url);
const listEndpoints = require("express-list-endpoints");
const VERBS = 20;

const families = {
  express: (folder) => require(resolve(folder, "app.js")),

  // TypeScript is compiled as it is loaded.
  nest: async (folder) => {
    const ts = require("typescript");
    require.extensions[".ts"] = (module, file) => {
      const options = { module: "commonjs", target: "es2022", experimentalDecorators: true, emitDecoratorMetadata: true };
      module._compile(ts.transpileModule(readFileSync(file, "utf8"), { compilerOptions: options }).outputText, file);
    };
    const app = await require(resolve(folder, "src/main.ts")).create();
    await app.init();
    return app.getHttpAdapter().getInstance();
  },
};

const [folder, family] = process.argv.slice(2);
const lines = new Set();
for (const { path, methods } of listEndpoints(await families[family](folder))) {
  const named = path.replace(/:(\w+)(?:\([^)]*\))?/g, "{$1}");
  for (const method of methods.length > VERBS ? ["ANY"] : methods) {
    lines.add(`${named} ${method}`);
  }
}
console.log(`# made by: node tests/inventory/list.mjs ${folder} ${family}`);
console.log([...lines].sort().join("\n"));
process.exit(0);
