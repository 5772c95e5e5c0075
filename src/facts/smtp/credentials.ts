import { defineFact } from '../../model/fact.ts';
import type { SmtpCredentialShape } from '../../model/environment.ts';
import { Unavailable } from '../../model/unavailable.ts';

/** The shape of SES_SMTP_USERNAME and SES_SMTP_PASSWORD. */
export const smtpCredentials = defineFact({
  id: 'smtp-credentials',
  title: 'the SMTP credentials in the environment',
  async gather({ environment }): Promise<SmtpCredentialShape> {
    const shape = await environment.smtpCredentials();
    if (shape === null) {
      throw new Unavailable('not-asked', 'SES_SMTP_USERNAME and SES_SMTP_PASSWORD are not set', {
        detail: { flag: 'SES_SMTP_USERNAME' },
      });
    }
    return shape;
  },
});
