import { describeNightly } from '../src/ci/describe-nightly.ts';
import { GitHubError, openGitHub } from '../src/ci/github.ts';
import { keepIssue } from '../src/ci/keep-issue.ts';
import { printSource } from '../src/ci/print-source.ts';
import { readFollowed } from '../src/follow/followed-file.ts';
import { listEngineLines } from '../src/sandbox/engine-line.mjs';
import { displayPath } from '../src/verify/chapter-plugin.ts';
import { chooseChapters } from '../src/verify/choose-chapters.ts';
import { failScript } from '../src/verify/fail-script.ts';
import { readReport } from '../src/verify/write-report.ts';

const root = process.cwd();

try {
  const github = openGitHub(process.env);
  const course = await chooseChapters([], { root, from: root });
  const found = {
    report: await readReport(root),
    followed: await readFollowed(root),
    // How the workflow's job of that name ended.
    inDocker: process.env['IN_DOCKER'],
  };
  const findings = describeNightly(found, {
    files: course.map(({ path }) => displayPath(root, path)),
    engineLines: listEngineLines(),
  });
  const notice = {
    label: 'nightly',
    title: 'Nightly: chapters do not do what their pages say',
    findings,
    source: printSource(github, process.env),
  };
  console.log(await keepIssue(github, notice));
} catch (error) {
  failScript(error, GitHubError);
}
