/** @typedef {import('./root-list.mjs').LockedPackages} LockedPackages */

/**
 * How two lists of packages differ, a phrase per package; nothing where they are equal.
 * @param {LockedPackages} expected
 * @param {LockedPackages} found
 * @returns {string[]}
 */
export function comparePackages(expected, found) {
  const names = new Set([...Object.keys(expected), ...Object.keys(found)]);
  return [...names].sort().flatMap((name) => {
    const before = expected[name];
    const after = found[name];
    if (before && after) {
      if (before.version !== after.version) {
        return [`expected ${name} ${before.version}, found ${after.version}`];
      }
      if (before.sha256 === after.sha256) return [];
      return [
        `expected ${name} ${before.version} with sha256 ${before.sha256}, found ${after.sha256}`,
      ];
    }
    if (before) return [`expected ${name} ${before.version}, found none`];
    return [`expected no ${name}, found ${after?.version}`];
  });
}

/**
 * The message for a mirror that no longer has what the lock names.
 * @param {string} root
 * @param {string[]} differences
 */
export function describeMovedMirror(root, differences) {
  return [
    `engines/engines.lock.json: the Debian mirror has moved on from what ${root} is locked to:`,
    ...shorten(differences),
    'Run `npm run lock` to renew the lock, then `npm run verify`.',
  ].join('\n');
}

/**
 * The message for a built root that is not what the lock names.
 * @param {string} root
 * @param {string[]} differences
 */
export function describeOtherRoot(root, differences) {
  return [
    `engines/engines.lock.json: the root of ${root} was built with other packages than it is locked to:`,
    ...shorten(differences),
    'Run `npm run lock` to renew the lock.',
  ].join('\n');
}

/** @param {string[]} differences */
function shorten(differences) {
  const shown = differences.slice(0, 5);
  const more = differences.length - shown.length;
  if (more > 0) shown.push(`and ${more} more`);
  return shown.map((text) => `  ${text}`);
}
