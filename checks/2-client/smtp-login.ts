import type { Evidence, Step } from '../../src/model/check.ts';
import type { SmtpCredentialShape } from '../../src/model/environment.ts';

export const credentialsPage = 'https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html';

/** What is known about the region, and what SES said to these credentials. */
export interface ShapeData {
  region: string | null;
  shape: SmtpCredentialShape;
  /** `535 …`, or null when AUTH was not tried. */
  reply: string | null;
}

export const impact = 'SES answers 535 to AUTH, and no mail is sent.';

/** One of the two is not set: nothing was sent to SES. */
export const isHalf = ({ username, password }: SmtpCredentialShape): boolean =>
  username === 'missing' || !password.present;

export const notTried =
  'Nobody signed in, so it is not known whether SES takes these credentials; an application with the same settings sends no mail.';

export const makeNew = (region: string | null): Step => ({
  text: `Make new SMTP credentials in the SES console${region === null ? '' : ` of ${region}`}: "SMTP settings", "Create SMTP credentials"`,
  owner: 'you',
});

export const reply = (text: string | null): readonly Evidence[] =>
  text === null
    ? []
    : [{ what: 'reply to AUTH', expected: '235 Authentication successful.', actual: text, source: null }];
