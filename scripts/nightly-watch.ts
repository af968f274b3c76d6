import { describeMissingNightly } from '../src/ci/describe-missing-nightly.ts';
import { GitHubError, openGitHub } from '../src/ci/github.ts';
import { keepIssue } from '../src/ci/keep-issue.ts';
import { printSource } from '../src/ci/print-source.ts';
import { failScript } from '../src/verify/fail-script.ts';

try {
  const github = openGitHub(process.env);
  const notice = {
    label: 'nightly-missing',
    title: 'The nightly run itself does not run',
    findings: await describeMissingNightly(github, 'nightly.yml', new Date()),
    source: printSource(github, process.env),
  };
  console.log(await keepIssue(github, notice));
} catch (error) {
  failScript(error, GitHubError);
}
