import { expect, it } from 'vitest';
import { runInProcess } from '../lab/run-in-process.ts';

const foreign: readonly (readonly [string, string])[] = [
  [
    'a bounce of a relay that delivers by itself',
    'postfix/smtp[9]: 4F1: to=<a@gmail.com>, relay=gmail-smtp-in.l.google.com[142.250.1.1]:25, dsn=5.7.1, status=bounced (host gmail-smtp-in.l.google.com[142.250.1.1] said: 550-5.7.1 likely unsolicited mail)',
  ],
  [
    'a refusal of another AWS service',
    'An error occurred (AccessDenied) when calling the SendMessage operation: User: arn:aws:iam::111122223333:user/x is not authorized to perform: sqs:SendMessage',
  ],
];

// Whatever failed there is not for us to call good.
it.each(foreign)('%s has no tick in the headline', async (_name, text) => {
  for (const format of ['text', 'markdown', 'html']) {
    const { stdout } = await runInProcess({
      args: ['explain', text, '--format', format],
      env: {},
      authoritativePort: 0,
    });
    expect(stdout).not.toContain('No failure in your text');
    expect(stdout).not.toMatch(/✓ (?:Nothing|Your text|No failure)/);
  }
});

// What failed there, SES cannot explain: that is an open question, and no success to a script.
it.each(foreign)('%s ends as unknown, with exit code 3', async (_name, text) => {
  const { stdout, exitCode } = await runInProcess({
    args: ['explain', text, '--format', 'json'],
    env: {},
    authoritativePort: 0,
  });
  expect(exitCode).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({ verdict: 'unknown', causes: ['send/not-sent-by-ses'] });
});
