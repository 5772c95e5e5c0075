import { problem } from '../../src/model/check.ts';
import { credentialsPage, type ShapeData, impact, isHalf, makeNew, notTried, reply } from './smtp-login.ts';

const keysPage = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html';

/** What can be wrong with the user name of SMTP credentials. */
export const usernameProblems = {
  'smtp-credentials/username-not-access-key': problem<ShapeData>({
    severity: 'error',
    summary: ({ shape: { username } }) =>
      username === 'missing'
        ? 'SES_SMTP_PASSWORD is set, and SES_SMTP_USERNAME is not.'
        : 'The SMTP user name is not an access key id: those begin with AKIA.',
    impact: ({ shape }) => (isHalf(shape) ? notTried : impact),
    evidence: ({ shape, reply: text }) => [
      {
        what: 'SES_SMTP_USERNAME',
        expected: 'an access key id: AKIA and 16 more letters and digits',
        actual: shape.username === 'missing' ? 'not set' : (shape.usernamePrefix ?? 'something else'),
        source: 'environment',
      },
      ...reply(text),
    ],
    fix: ({ shape, region }) => [
      {
        text: `${shape.username === 'missing' ? 'Set SES_SMTP_USERNAME to' : 'Use'} the "SMTP user name" that the SES console showed, not an e-mail address or the name of an IAM user`,
        owner: 'you',
      },
      makeNew(region),
    ],
    references: [credentialsPage],
    explains: ['smtp-credentials/rejected'],
    read: {
      summary: () => 'The SMTP user name may not be an access key id (AKIA…).',
      impact: () => impact,
      fix: ({ data }) => [makeNew(data['region'] ?? null)],
      distinguish:
        'Look at the user name: SES expects an access key id, which begins with AKIA, not an address or the name of an IAM user.',
    },
  }),

  'smtp-credentials/temporary-key': problem<ShapeData>({
    severity: 'error',
    summary: () => 'The SMTP user name is a temporary access key (ASIA…); SMTP accepts long-term keys only.',
    impact,
    evidence: ({ reply: text }) => [
      { what: 'SES_SMTP_USERNAME', expected: 'AKIA…', actual: 'ASIA…', source: 'environment' },
      ...reply(text),
    ],
    fix: ({ region }) => [
      makeNew(region),
      { text: 'Or send through the SES API, which takes the temporary credentials of a role', owner: 'you' },
    ],
    references: [credentialsPage, keysPage],
    explains: ['smtp-credentials/rejected'],
    read: {
      summary: () => 'The SMTP user name may be a temporary access key (ASIA…).',
      impact: () => impact,
      fix: ({ data }) => [makeNew(data['region'] ?? null)],
      distinguish:
        'Look at the user name: ASIA is a temporary key, of a role or SSO session; SMTP accepts AKIA only.',
    },
  }),
};
