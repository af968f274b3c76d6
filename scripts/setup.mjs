// Runs on whatever Node.js the machine has, before anything is installed.
const [level, separator, ...command] = process.argv.slice(2);
const isLevel = level === 'read' || level === 'check' || level === 'test';

if (!isLevel || separator !== '--' || command.length === 0) {
  console.error(
    `setup: expected "<read|check|test> -- command", found "${process.argv.slice(2).join(' ')}". ` +
      'Use the scripts of package.json, for example `npm start`.',
  );
  process.exitCode = 2;
} else if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(
    `setup: expected Node.js 20 or newer, found ${process.version}. Install a newer one on this machine; ` +
      'the project brings its own Node.js 24 for all that follows.',
  );
  process.exitCode = 1;
} else {
  const { setUp } = await import('./setup/set-up.mjs');
  await setUp(level, command);
}
