import { packageStatus } from './debian-packages.mjs';
import { findProgram, isExecutable, mayInstallPackages } from './find-program.mjs';

/** @typedef {import('../machine.mjs').Finding} Finding */

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MACOS_APPS = ['Google Chrome', 'Chromium'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

/**
 * What testing the site in a browser needs, and what is not needed at all.
 * @returns {Finding[]}
 */
export function findTestFindings() {
  const docker = findProgram('docker');
  return [
    findBrowserFinding(),
    {
      level: 'none',
      name: 'Docker client',
      ok: true,
      found: `${docker ?? 'none'} (not needed; only --in-docker uses it)`,
      next: '',
      setUpMakes: false,
    },
  ];
}

/** The browser that tests of the site use: the one that CHROMIUM names, else the first on PATH. */
export function findChromium() {
  const named = process.env['CHROMIUM'];
  if (named) return isExecutable(named) ? named : undefined;
  const isWhole = ['', 'installed'].includes(packageStatus('chromium'));
  const found = NAMES.map(findProgram).find(
    (path) => path && (isWhole || !path.endsWith('/chromium')),
  );
  return found ?? MACOS_APPS.find(isExecutable);
}

/** The same, or an error that says how to come by one. */
export function needChromium() {
  const program = findChromium();
  if (program) return program;
  const { name, found, next } = findBrowserFinding();
  throw new Error(`expected ${name}, found ${found}. ${next}`);
}

/** @returns {Finding} */
function findBrowserFinding() {
  const chromium = findChromium();
  const named = process.env['CHROMIUM'];
  return {
    level: 'test',
    name: 'Chromium',
    ok: chromium !== undefined,
    found: chromium ?? (named ? `none at ${named} (CHROMIUM)` : 'none on PATH'),
    next: 'Install Chromium or Chrome, or set CHROMIUM to where it is.',
    setUpMakes: mayInstallPackages() && !named,
  };
}
