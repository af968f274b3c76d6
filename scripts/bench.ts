import { findPublishedLine } from '../src/sandbox/engine-line.mjs';
import { startSandbox } from '../src/sandbox/sandbox.ts';
import { benchSite } from './bench/bench-site.ts';
import { measureClicks } from './bench/measure-clicks.ts';
import { measureStarts } from './bench/measure-starts.ts';
import { measureSteps } from './bench/measure-steps.ts';
import { measureVerify } from './bench/measure-verify.ts';
import { printTable } from './bench/print-table.ts';

const images = ['localhost:5050/web:1.0', 'localhost:5050/web:2.0'];
const options = { engineLine: findPublishedLine(), images };

await (await startSandbox(options)).stop(); // builds what is not in the cache yet

printTable(await measureStarts(options));
printTable(await measureSteps(options, 'docker image ls --quiet'));
printTable(await measureClicks(options));
printTable(await measureVerify(process.cwd()));
await benchSite(process.cwd());
