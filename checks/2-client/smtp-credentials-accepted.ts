import { defineCheck, notApplicable, problem, type Step, symptomProblem } from '../../src/model/check.ts';
import { smtpCredentials } from '../../src/facts/smtp/credentials.ts';
import { smtpEndpoint } from '../../src/facts/smtp/endpoint.ts';
import { smtpLogin, type SmtpLogin, type UnheardLogin } from '../../src/facts/smtp/login.ts';
import { smtpOtherRegions } from '../../src/facts/smtp/other-regions.ts';
import { symptom } from '../../src/facts/target.ts';
import { refute } from '../../src/model/refute.ts';
import { formFaults, isOfAnotherKey, rightRegions } from '../../src/parse/smtp-credential-faults.ts';
import { command } from '../../src/render/paste/paste.ts';
import { stepNames } from './smtp.words.ts';

const credentialsPage = 'https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html';
const troubleshootPage = 'https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-smtp.html';

interface LoginData {
  login: SmtpLogin;
}

const evidence = ({ login: { host, port, mechanism, text } }: LoginData) => [
  {
    what: `AUTH ${mechanism} on port ${port.port}`,
    expected: '235 Authentication successful.',
    actual: text,
    source: host,
  },
];

const whoAnswers: Step = {
  text: 'Find out who answers: SES documents 235, 535 and 454 as replies to a login. Look for a proxy, a filter or a relay between this host and the endpoint, and leave it out',
  owner: 'you',
};

const problems = {
  'smtp-credentials/rejected': problem<LoginData & { region: string | null; notSubscribed: boolean }>({
    severity: 'error',
    summary: ({ login: { host }, notSubscribed }) =>
      notSubscribed
        ? `${host} rejects the SMTP credentials: their account is not signed up for SES.`
        : `${host} rejects the SMTP credentials.`,
    impact: 'No mail can be sent by SMTP with these credentials.',
    evidence,
    fix: ({ region }) => [
      {
        text: 'Look in IAM whether the access key still exists and is active; the password of another Region is rejected in the same words',
        owner: 'you',
        command: command`ses-doctor check --only 'smtp-credentials*' --try-regions --region ${region}`,
      },
      { text: 'Or make new SMTP credentials in the SES console of this Region', owner: 'you' },
    ],
    references: [troubleshootPage, credentialsPage],
    read: {
      summary: () => 'SES rejected the SMTP user name and password.',
      impact: () => 'No mail can be sent by SMTP with these credentials.',
      fix: () => [
        {
          text: 'Look in IAM whether the access key (the SMTP user name) still exists and is active',
          owner: 'you',
        },
        {
          text: 'Make new SMTP credentials in the SES console of the Region that the host name says',
          owner: 'you',
        },
      ],
      distinguish:
        'IAM shows whether the key is there and active; if it is, the password is wrong or for another Region.',
    },
  }),

  'smtp-credentials/no-verdict': problem<LoginData>({
    // Every login ends so while a code with 5 stands; what no login is answered with shows only that nobody judged it.
    severity: ({ login }) => (isRefusal(login) ? 'error' : 'unknown'),
    summary: ({ login }) =>
      isRefusal(login)
        ? `${login.host} refuses the login and says nothing about the SMTP credentials: ${login.text}.`
        : `${login.host} answered the login with something else than a verdict on the SMTP credentials: ${login.text}.`,
    impact: ({ login }) =>
      isRefusal(login)
        ? 'Nobody can sign in from here, so no mail is sent, until something changes; whether the credentials are right is not known.'
        : 'Whether the credentials are right is not known, and the same reply comes again until something changes.',
    evidence,
    fix: () => [whoAnswers],
    references: [troubleshootPage],
    read: {
      summary: () => 'The server refused the login and said nothing about the user name and password.',
      impact: () => 'No mail is sent, and the same reply comes again until something changes.',
      fix: () => [whoAnswers],
      distinguish:
        'The number: a wrong user name or password gets 535, and 454 asks to come again. Any other says that the password was not judged.',
    },
  }),

  'smtp-credentials/temporary-failure': problem<LoginData>({
    severity: 'unknown',
    summary: ({ login: { host, text } }) => `${host} could not judge the SMTP credentials for now: ${text}.`,
    impact: 'Logins fail until SES can judge them again.',
    evidence,
    fix: () => [
      { text: 'Try again in a few minutes', owner: 'you' },
      {
        text: 'If it lasts, look at the AWS Health Dashboard and at whatever inspects TLS on the way',
        owner: 'you',
      },
    ],
    references: [troubleshootPage],
    read: {
      severity: 'error',
      summary: () => 'SES could not judge the SMTP credentials at that time.',
      impact: () => 'The message was not sent; a later try may go through.',
      fix: () => [
        { text: 'Retry with exponential backoff: after 5, 10 and 30 seconds, then 20 minutes', owner: 'you' },
        {
          text: 'If it lasts, look at the AWS Health Dashboard and at whatever inspects TLS on the way',
          owner: 'you',
        },
      ],
      distinguish: 'It passes by itself; a wrong password gets 535 instead.',
    },
  }),

  'smtp-credentials/no-answer': problem<{ login: UnheardLogin }>({
    severity: 'unknown',
    summary: ({ login: { host, port, failure } }) =>
      failure.step === 'auth'
        ? `${host} gave no answer to the login on port ${port.port}: ${failure.message}.`
        : `Nobody signed in at ${host}: the session for it on port ${port.port} ended before, at ${stepNames[failure.step]}: ${failure.message}.`,
    impact:
      'What SES says of the SMTP credentials is not known. An application whose logins end like this sends no mail.',
    evidence: ({ login: { host, port, failure } }) => [
      {
        what: `AUTH on port ${port.port}`,
        expected: '235 Authentication successful.',
        actual: failure.step === 'auth' ? `no answer: ${failure.message}` : 'not tried',
        source: host,
      },
    ],
    fix: ({ login: { host, port, failure } }) => [
      {
        text:
          failure.transient === true
            ? 'Try again in a few minutes: the server asks to come again'
            : 'Try again; if it ends the same way, try another port',
        owner: 'you',
        command: command`ses-doctor check --only 'smtp*' --smtp-host ${host} --smtp-port ${String(port.port === 465 ? 587 : 465)}`,
      },
      {
        text: 'If other ports fare the same, look for a firewall, mail gateway or TLS inspection that cuts the session off at the login, and exempt the endpoint from it',
        owner: 'network',
      },
    ],
    references: [troubleshootPage],
  }),

  'smtp-credentials/no-mechanism': symptomProblem({
    severity: 'error',
    impact: 'The client gives up before it sends a password, and no mail goes out.',
    references: [troubleshootPage, credentialsPage],
    read: {
      summary: () => 'The client supports none of the login methods that the server offers.',
      fix: () => [
        {
          text: 'SES offers AUTH PLAIN and LOGIN, and only once TLS is established. Switch STARTTLS (587) or implicit TLS (465) on first: before that, no mechanism is offered',
          owner: 'you',
        },
        {
          text: 'Postfix: install libsasl2-modules (Debian) or cyrus-sasl-plain (Red Hat) and set smtp_sasl_security_options = noanonymous; msmtp: auth on; JavaMail: leave mail.smtp.auth.mechanisms unset',
          owner: 'you',
        },
      ],
      distinguish:
        'There is no 535 in the text: nothing was refused, because nothing was tried. EHLO after TLS shows “AUTH PLAIN LOGIN”.',
    },
  }),

  'smtp-credentials/not-used': symptomProblem({
    severity: 'error',
    impact: 'SES accepts mail only after authentication.',
    references: [troubleshootPage, credentialsPage],
    read: {
      summary: () => 'The client sent mail without logging in.',
      fix: () => [
        {
          text: 'Give the client the SMTP user name and password, and switch authentication on: PHPMailer `SMTPAuth = true`, JavaMail `mail.smtp.auth=true`, nodemailer `auth: {user, pass}`',
          owner: 'you',
        },
        {
          text: 'With environment variables, make sure they reach the process: an empty user name often means "do not log in"',
          owner: 'you',
        },
      ],
      distinguish: '530 comes before any password was sent; a wrong password gets 535.',
    },
  }),
};

/** RFC 5321 4.2.1: 4yz is for now, 5yz for good. */
const passes = ({ code }: LoginData['login']): boolean => code >= 400 && code < 500;
const isRefusal = ({ code }: LoginData['login']): boolean => code >= 500;

export default defineCheck({
  id: 'smtp-credentials-accepted',
  title: 'SMTP sign-in',
  why: 'Only the server knows whether the key behind them is still active.',
  needs: { smtpEndpoint, smtpCredentials, smtpLogin, symptom },
  enrichment: { smtpOtherRegions },
  problems,
  evaluate({
    smtpEndpoint: { host, region },
    smtpCredentials: shape,
    smtpLogin: login,
    smtpOtherRegions: others,
    symptom,
  }) {
    if (login.code === null)
      return [{ problem: 'smtp-credentials/no-answer', data: { login }, subject: host }];
    if (login.code === 235) {
      return refute(
        symptom,
        ['smtp-credentials/rejected', 'smtp-credentials/no-verdict', 'smtp-credentials/temporary-failure'],
        null,
        `${host} accepted the SMTP credentials of this environment just now`,
      );
    }
    if (login.code === 535) {
      const known =
        formFaults(shape).length > 0 || isOfAnotherKey(shape) || rightRegions(region, shape, others) !== null;
      if (known) {
        return notApplicable(`${host} rejects them, for the reason that smtp-credentials gives`);
      }
      const notSubscribed = /not subscribed/i.test(login.text);
      return [
        {
          problem: 'smtp-credentials/rejected',
          data: { login, region, notSubscribed },
          subject: host,
        },
      ];
    }
    // 454 by the book; whatever else it says is no verdict on the credentials either.
    const code = passes(login) ? 'temporary-failure' : 'no-verdict';
    return [{ problem: `smtp-credentials/${code}`, data: { login }, subject: host }];
  },
  observed: ({ smtpLogin: login }) =>
    login.code === null
      ? `AUTH on port ${login.port.port}: no answer`
      : `AUTH ${login.mechanism} on port ${login.port.port}: ${login.text}`,
});
