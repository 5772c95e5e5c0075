import { defineCheck, notApplicable, problem } from '../../src/model/check.ts';
import { sandboxRecipient } from '../../src/facts/sandbox-recipient.ts';
import { symptom, target } from '../../src/facts/target.ts';
import { guide, identityPath, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';
import { refute } from '../../src/model/refute.ts';

interface Recipient {
  region: string | null;
  recipient: string;
  /** The identity that exists but is not verified, or null. */
  pending: string | null;
}

const productionAccess = guide('request-production-access');

export default defineCheck({
  id: 'sandbox-recipient',
  title: 'Recipient in the sandbox',
  why: 'In the sandbox, SES accepts mail only to verified e-mail addresses and domains.',
  per: 'recipient',
  needs: { target, sandboxRecipient, symptom },

  problems: {
    'sandbox/recipient-not-verified': problem<Recipient>({
      severity: 'error',
      summary: ({ recipient, region }) =>
        `${recipient} is not verified, and the account is in the sandbox in ${region ?? 'this Region'}.`,
      impact: 'SES rejects mail to it with “Email address is not verified”, whoever sends it.',
      evidence: ({ recipient, pending }) => [
        {
          what: `verified identity for ${recipient}`,
          expected: 'the address, its domain or a parent domain',
          actual: pending === null ? 'none' : `${pending} exists but is not verified`,
          source: 'ses:GetEmailIdentity',
        },
      ],
      fix: ({ recipient, region, pending }) => [
        { text: 'Ask for production access: then you can send to any recipient.', owner: 'you' },
        pending === null
          ? {
              text: `For a test, verify ${recipient}: SES sends it a link that is valid for 24 hours.`,
              owner: 'you',
              command: command`aws sesv2 create-email-identity --email-identity ${recipient} --region ${region}`,
            }
          : {
              text: `For a test, finish the verification of ${pending}: the link in the mail from no-reply-aws@amazon.com is valid for 24 hours.`,
              owner: 'you',
            },
      ],
      references: ({ region, recipient }) => pagesFor(region, identityPath(recipient), productionAccess),
      explains: ['identity/not-verified', 'identity/not-found', 'identity/foreign-header'],
      read: {
        summary: ({ subject }) =>
          `${subject ?? 'A recipient'} is not verified, and the account may be in the sandbox.`,
        impact: () => 'In the sandbox, SES rejects mail to every e-mail address that is not verified.',
        fix: () => [{ text: 'Ask for production access, or verify the recipient for a test.', owner: 'you' }],
        references: [productionAccess],
        distinguish: ({ subject }) =>
          `If ${subject ?? 'the address that failed'} is a recipient, the sandbox is the cause; if you send from it, it is an unverified sender.`,
      },
    }),
  },

  evaluate({ target: { region }, sandboxRecipient: state, symptom }, recipient) {
    switch (state.kind) {
      case 'out-of-sandbox':
        return notApplicable('the account is out of the sandbox: recipients need no verification');
      case 'simulator':
        return [];
      case 'verified':
        return refute(
          symptom,
          ['sandbox/recipient-not-verified'],
          recipient,
          `${state.by} covers ${recipient}`,
        );
      case 'not-verified':
        return [
          { problem: 'sandbox/recipient-not-verified', data: { region, recipient, pending: state.pending } },
        ];
    }
  },

  observed({ sandboxRecipient: state }) {
    if (state.kind === 'simulator') return 'mailbox simulator';
    return state.kind === 'verified' ? `covered by ${state.by}` : null;
  },
});
