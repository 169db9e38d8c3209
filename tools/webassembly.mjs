// Runs MicroPython's WebAssembly build as a command: node webassembly.mjs MICROPYTHON.mjs FOLDER... -c PROGRAM
// Its file system is in memory: the folders are copied there, to the same paths. MICROPYPATH sets the module path.
import { readFileSync, readdirSync, realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const words = process.argv.slice(2);
const program = words[words.indexOf("-c") + 1];
const [module, ...folders] = words.slice(0, words.indexOf("-c")).map((path) => resolve(path));
const { loadMicroPython } = await import(pathToFileURL(module));
const board = await loadMicroPython({
  heapsize: 256 * 1024,
  pystack: 16 * 1024,
  stdout: (line) => console.log(line),
  stderr: (line) => console.log(line),
});

function copy(from, to) {
  if (statSync(from).isDirectory()) {
    board.FS.mkdirTree(to);
    readdirSync(from).forEach((name) => copy(`${from}/${name}`, `${to}/${name}`));
  } else {
    board.FS.writeFile(to, readFileSync(from));
  }
}

folders.forEach((folder) => copy(realpathSync(folder), folder));
const path = (process.env.MICROPYPATH ?? "").split(":").filter(Boolean);
try {
  board.runPython(`import sys\nsys.path[:] = ${JSON.stringify(path)}`);
  board.runPython(program);
} catch (error) {
  console.log(`${error}`);
  process.exitCode = 1;
}
