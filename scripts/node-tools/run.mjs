// Runs a WebAssembly build of a tool like the native one: node run.mjs TOOL ARGUMENTS...
// The tool sees the files of the working folder, and nothing else; what it writes goes there too.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSync } from 'node:fs';

const tools = {
  yosys: async () => (await import('@yowasp/yosys')).runYosys,
  'nextpnr-ice40': async () => (await import('@yowasp/nextpnr-ice40')).runNextpnrIce40,
  icepack: async () => (await import('@yowasp/nextpnr-ice40')).runIcepack,
};

async function readTree(folder) {
  const tree = {};
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) tree[entry.name] = await readTree(path);
    else if (entry.isFile()) tree[entry.name] = new Uint8Array(await readFile(path));
  }
  return tree;
}

async function writeTree(folder, tree, before) {
  for (const [name, content] of Object.entries(tree)) {
    const path = join(folder, name);
    const old = before?.[name];
    if (content instanceof Uint8Array) {
      if (!(old instanceof Uint8Array) || Buffer.compare(old, content) !== 0) await writeFile(path, content);
    } else {
      await mkdir(path, { recursive: true });
      await writeTree(path, content, old);
    }
  }
}

const [tool, ...args] = process.argv.slice(2);
if (!(tool in tools)) {
  console.error(`there is no tool ${tool}, only ${Object.keys(tools).join(', ')}`);
  process.exit(2);
}
const run = await tools[tool]();
const print = (descriptor) => (bytes) => bytes && writeSync(descriptor, bytes);
const asksForVersion = args.length === 1 && ['-V', '--version'].includes(args[0]);
const before = asksForVersion ? {} : await readTree('.');
try {
  const after = await run(args, before, { stdout: print(1), stderr: print(2), decodeASCII: false });
  await writeTree('.', after ?? {}, before);
} catch (failure) {
  if (failure.code === undefined) console.error(String(failure));
  // nextpnr leaves its report also where the clock it was asked for is not met.
  if (failure.files) await writeTree('.', failure.files, before);
  process.exitCode = failure.code ?? 1;
}
