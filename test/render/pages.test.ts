import { describe, expect, it } from 'vitest';
import { checklist } from '../../checks/index.ts';
import { renderPage } from '../../src/render/pages.ts';
import { sampleWords } from '../../src/render/sample-words.ts';

const codes = checklist.flatMap(({ checks }) =>
  checks.flatMap(({ problems }) => Object.entries(problems).map(([code, problem]) => ({ code, problem }))),
);

describe('the page of a code', () => {
  it.each(codes)(
    '$code says what it does and who says so, and nothing that was made of stand-ins',
    ({ code }) => {
      const page = renderPage(checklist, code);
      expect(page).toMatch(/^Severity: /m);
      expect(page).toMatch(/^https:\/\//m);
      expect(page).not.toMatch(/undefined|NaN|\[object|=>|%3C|<data>/);
    },
  );

  it('shows meaning, evidence, remedy and source', () => {
    expect(renderPage(checklist, 'sending/paused-by-aws')).toMatchInlineSnapshot(`
      "sending/paused-by-aws

      Severity: error (seen live, or read from a symptom)
      Check: sending – Sending switch of the account
      AWS pauses accounts with too many bounces or complaints, and an administrator (or an alarm) can switch sending off.

      What it does to mail: Every send is rejected until AWS lifts the pause. After 90 days SES deletes the suppression list of a paused account.

      What to do, depending on what a run finds:
        1. Stop the mail that caused it before you answer: old or bought lists, addresses that bounced, a form that bots fill in, leaked credentials.
        2. Find the notice: AWS sends it to the e-mail address of the AWS account (root user) and opens a support case. Answer that case with the cause, what you have already changed, and why it will not happen again.

      How to tell: aws sesv2 get-account: EnforcementStatus SHUTDOWN means AWS did it; SendingEnabled false with HEALTHY means someone in your account did.

      Explains: sending/disabled-by-you, sending/under-review, reputation/bounce-rate-elevated, reputation/bounce-rate-review, reputation/bounce-rate-pause-risk, reputation/complaint-rate-elevated, reputation/complaint-rate-review, reputation/complaint-rate-pause-risk

      IAM actions of the check: cloudwatch:GetMetricData, ses:GetAccount.

      https://docs.aws.amazon.com/ses/latest/dg/faqs-enforcement.html
      "
    `);
  });

  it('has a remedy for nearly every code, without any data', () => {
    const without = codes.filter(({ problem }) => sampleWords(problem).fix.length === 0);
    expect(without.length).toBeLessThan(codes.length / 10);
  });
});

it('has none for what nothing is called', () => {
  expect(renderPage(checklist, 'no/such-code')).toBeNull();
});
