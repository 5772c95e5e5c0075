import { expect, it } from 'vitest';
import { startLab } from '../lab/lab.ts';
import { commandLine, worldOf } from '../lab/play.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import { storyCalled } from '../lab/stories.ts';
import { contentsOf, wrongLinks } from '../render/links-within.ts';

async function page(name: string): Promise<string> {
  const story = await storyCalled(name);
  if (typeof story === 'string') throw new Error(story);
  const lab = await startLab(worldOf(story));
  try {
    const { stdout } = await runInProcess({
      args: commandLine(story, lab, ['--format', 'html']),
      env: lab.env,
      ...(story.files === undefined ? {} : { files: story.files }),
      authoritativePort: lab.dns.authoritativePort,
    });
    expect(stdout).toMatch(/^<!doctype html>/);
    return stdout;
  } finally {
    await lab.close();
  }
}

it('the page of a history names the program, and lists its parts', async () => {
  const html = await page('history/rise');
  expect(html).toMatch(
    /<p class="dim">ses-doctor \d+\.\d+\.\d+\S* history: what happened to the mail<\/p>\s*<h1><span class="[\w-]+">[✗!?✓i]<\/span> \S/,
  );
  expect(contentsOf(html).slice(0, 4)).toEqual([
    'What stands out',
    'Rates against the limits of AWS',
    'Days by cause',
    'Receivers by day',
  ]);
  expect(wrongLinks(html)).toEqual([]);
  // A day that a browser would break behind its hyphens.
  expect(html.replaceAll(/<svg.*?<\/svg>|<title>.*?<\/title>|<pre>.*?<\/pre>/gs, '')).not.toMatch(
    />[^<]*(?<!class="nb">)\d{4}-\d\d-\d\d(?![\d-])(?!<\/span>)[^<]*</,
  );
});

it('where nothing stands out, the list begins with what is drawn', async () => {
  const html = await page('history/quiet-month');
  expect(contentsOf(html)).not.toContain('What stands out');
  expect(wrongLinks(html)).toEqual([]);
});
