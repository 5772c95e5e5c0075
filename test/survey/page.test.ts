import { expect, it } from 'vitest';
import { percent } from '../../src/model/percent.ts';
import { startLab } from '../lab/lab.ts';
import { commandLine, worldOf } from '../lab/play.ts';
import { contentsOf, wrongLinks } from '../render/links-within.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import { storyCalled } from '../lab/stories.ts';

it('the page of a survey holds what is to be pasted, and reads on a phone', async () => {
  const story = await storyCalled('survey/mixed');
  if (typeof story === 'string') throw new Error(story);
  const lab = await startLab(worldOf(story));
  try {
    const { stdout } = await runInProcess({
      args: commandLine(story, lab, ['--format', 'html']),
      env: lab.env,
      authoritativePort: lab.dns.authoritativePort,
    });
    // Each record of the first cause's fix, as a line of a zone file.
    expect(
      stdout.replaceAll('<wbr>', '').match(/<pre>\w+\._domainkey\.customer1\.example\. 1800 IN CNAME /g),
    ).toHaveLength(3);
    expect(stdout).toContain('<td data-label="Account">111122223333</td>');
    expect(stdout).not.toMatch(/\b1 (?:identities|accounts|Regions)\b/);
    expect(stdout).not.toMatch(/<script|\ssrc=/);
    expect(stdout).toMatch(/<p class="dim">ses-doctor \d+\.\d+\.\d+\S* survey<\/p>\s*<h1>/);
    expect(contentsOf(stdout)).toContain('Accounts and Regions');
    expect(wrongLinks(stdout)).toEqual([]);
  } finally {
    await lab.close();
  }
});

it.each([
  [0.0214, '2.14%'],
  [0.00005, '0.005%'],
  [2.16e-19, '0%'],
  [0, '0%'],
  [1, '100%'],
])('%s is %s', (fraction, words) => {
  expect(percent(fraction)).toBe(words);
});
