import { readProblem as read } from '../../src/model/read-problem.ts';
import { type Evidence, symptomProblem, type Step } from '../../src/model/check.ts';
import { setupErrorOf } from '../../src/knowledge/setup-errors.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';
import { you } from '../../src/model/steps.ts';

const smtpPage = guide('troubleshoot-smtp');

type Told = Readonly<Record<string, string>>;

/** What is left where nothing that a text tells is so: whom it is of depends on who says it. */
function ruledOut({ teller, region, about, leftOut }: Told): string {
  if (leftOut !== undefined)
    return `The text tells of a failure that --only or --skip leaves out (${leftOut}): nothing here answers it.`;
  const of = about === undefined ? '' : ` of ${about}`;
  if (teller === 'records')
    return `The records${of} that this text finds fault with are in order now: it fits an earlier time, another domain, or mail that took another way.`;
  if (teller === 'receiver')
    return `What the receiver tells${of} is not so now: it fits an earlier time, another sender, or mail that did not go through this account.`;
  return `The live state rules out every explanation of this error${region === undefined ? '' : ` (which names ${region})`}: it fits another account, another Region, other keys or an earlier time.`;
}

const steps = ({ teller, about = 'the recipient' }: Told): readonly Step[] =>
  teller === 'records'
    ? [
        you(
          'Look at the date of the text, and at the domain that it names (From, d=, envelope sender): were these records changed since, and is it the domain that was looked at here? Receivers may keep an old answer for as long as its TTL says.',
        ),
        you(
          'Send one message to the same receiver now. If it is refused again, save it from a mailbox that takes it, with all its headers, and have it read: `ses-doctor check --message message.eml`.',
        ),
      ]
    : [
        you(`Look at the date of the text. If it is old, send again to ${about}, once.`),
        you(
          'If it is refused again, compare its sender, its sending IP address and its Message-ID with what was sent through this account: the mail may come from another system.',
        ),
      ];

/** How each library is made to print the reply. */
const howToShow: Readonly<Record<string, string>> = {
  PHPMailer: 'PHPMailer: set `$mail->SMTPDebug = 2` and print `$mail->ErrorInfo`.',
  WordPress:
    'WordPress: log `$error->get_error_data()` in the action wp_mail_failed, or switch the debug log of the mail plugin on.',
  Laravel: 'Laravel and Symfony: print `$e->getMessage()` and, of a TransportException, `$e->getDebug()`.',
  '.NET': '.NET: print `ex.ToString()`: the InnerException holds the socket error or the reply.',
  MailKit: 'MailKit: give the client a ProtocolLogger: `new SmtpClient(new ProtocolLogger("smtp.log"))`.',
  JavaMail: 'JavaMail: set `mail.debug=true`, and print `getNextException()` of the MessagingException.',
  curl: 'curl: add `-v`: each line that begins with “<” is what the server said.',
  nodemailer:
    'nodemailer: create the transport with `logger: true, debug: true`, and print `err.response` and `err.command`.',
  Django:
    'Django: call `send_mail(…, fail_silently=False)`, and `connection.connection.set_debuglevel(1)` for the dialogue.',
  Sendmail:
    'Sendmail: look at the bounce mail or the file of the queue (mailq -v), where the line that begins with <<< is the reply of SES; or send by hand with `sendmail -v`.',
  Rails: 'Rails: set `config.action_mailer.raise_delivery_errors = true` and the log level to debug.',
};

/** Who sends, and where: this run beside the error. Where the error names neither, there is nothing to compare. */
function besideThisRun({
  ownAccount,
  ownRegion,
  ownPrincipal,
  account,
  region,
  principal,
}: Told): readonly Evidence[] {
  const own = placeOf(ownAccount, ownRegion, ownPrincipal);
  const source = ownAccount === undefined ? null : 'sts:GetCallerIdentity';
  const tells = account !== undefined || principal !== undefined || (region ?? ownRegion) !== ownRegion;
  if (tells)
    return [
      {
        what: 'who sends, and where: this run beside the error',
        expected: own,
        actual: placeOf(account, region, principal),
        source,
      },
    ];
  return ownAccount === undefined && ownRegion === undefined
    ? []
    : [{ what: 'who asks here, and where', expected: null, actual: own, source }];
}

const stillFail = 'The sends still fail, or failed for a reason that has passed.';

/** What to do with an answer of SES to this very run: it is of this account, this Region and this moment. */
const ownAnswerFix: readonly Step[] = [
  you(
    'Read the answer of SES, and compare the name in it with what the sender, its configuration set, its tenant and its template are called.',
  ),
  you(
    'If one of them was changed in the last minutes, test again: the change may not have reached every part of SES yet.',
  ),
];

/** Where there is nothing to fix at SES. */
export const untoldProblems = {
  'send/no-failure': read({
    severity: 'info',
    summary: ({ data }) =>
      data['event'] === 'authentication'
        ? 'These header fields show no failure.'
        : data['event'] === 'not-spam'
          ? 'The recipient said that the mail is not spam: this is not a complaint.'
          : `Your text shows no failure${data['messageId'] === undefined || data['messageId'] === '' ? '' : `: SES took the message as ${data['messageId']}`}.`,
    impact: 'Accepted is not delivered: what happened afterwards is in the events of this message.',
    fix: ({ data }) => [
      data['messageId'] === undefined || data['messageId'] === ''
        ? you('Follow the message: give the id that SES returned to ses-doctor check as --message-id.')
        : you('Follow the message', command`ses-doctor check --message-id ${data['messageId']}`),
      you(
        'If mail is missing, paste the bounce notification, the delay event or the header of a message in the spam folder.',
      ),
    ],
    distinguish: 'There is no refusal, bounce or error in the text.',
    references: [guide('monitor-sending-activity')],
  }),
  'send/reason-hidden': read({
    summary: ({ data }) =>
      `The mail was not sent, and ${data['library'] ?? 'the library'} does not show why.`,
    impact: 'The reply that names the cause was received but not logged.',
    fix: ({ data }) => [
      you(
        howToShow[data['library'] ?? ''] ??
          'Print the whole error, with its cause or inner exception, and the SMTP dialogue.',
      ),
      you('Send once more, and paste what it prints.'),
    ],
    distinguish:
      'Sentences such as “SMTP connect() failed”, “Failure sending mail” or “Could not send message” can have any cause.',
    references: [smtpPage],
  }),
  'send/setup-refused': read({
    summary: ({ data }) => {
      const name = data['errorClass'] ?? 'its error';
      const action = data['action'] ?? 'a call that sets something up';
      return `SES refused ${action}: ${name} says that ${setupErrorOf(name)?.means ?? 'what was asked for is not allowed'}.`;
    },
    impact:
      'What the call was to make, change or delete is as it was before. No mail is refused by this error itself.',
    fix: ({ data }) => [
      you(
        setupErrorOf(data['errorClass'] ?? '')?.remedy ??
          'Read the message behind the name of the error: it says which member or resource is meant.',
      ),
    ],
    distinguish: 'The error names the operation: a send fails with MessageRejected or another name.',
    references: ['https://docs.aws.amazon.com/ses/latest/APIReference-V2/CommonErrors.html'],
  }),
  'send/not-sent-by-ses': read({
    severity: 'unknown',
    summary: ({ data }) =>
      `This text does not come from SES: it is from ${data['whose'] ?? 'something else'}.`,
    impact: 'Whatever failed there, nothing in it says whether mail through SES is in order.',
    fix: () => [
      you(
        'If this mail should go through SES, point the client at email-smtp.<region>.amazonaws.com or at the SES API.',
      ),
      you('Otherwise ask the operator named here, or paste the reply or notification of SES.'),
    ],
    distinguish: 'Texts of SES name amazonses.com, an email-smtp host, or an SES action.',
    references: [guide('send-email')],
  }),
  'send/identity-not-usable': symptomProblem({
    severity: 'error',
    impact: 'No mail of the user pool is sent: no confirmation, no password reset.',
    references: [
      'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html',
      guide('sending-authorization'),
    ],
    read: {
      summary: ({ data }) =>
        `Amazon Cognito may not send with the SES identity${data['name'] === undefined ? '' : ` ${data['name']}`} that it was given.`,
      fix: () => [
        you(
          'Give Cognito the ARN of an identity that exists and is verified. If only the domain is an identity, that is the ARN of the domain, with an address in it as FROM.',
        ),
        you(
          'Use an identity in a Region that Cognito can send from, in the same account; its policy must not deny the service cognito-idp.amazonaws.com.',
        ),
      ],
      distinguish:
        'aws sesv2 get-email-identity with the name at the end of the ARN: NotFound means that no such identity exists.',
    },
  }),
  'send/not-explained-here': symptomProblem({
    severity: 'unknown',
    impact: stillFail,
    references: [guide('troubleshoot')],
    read: {
      severity: 'unknown',
      summary: ({ data }) =>
        data['ofThisRun'] === 'yes'
          ? 'SES refused the messages of this run for a reason that does not fit what this run has read.'
          : ruledOut(data),
      impact: ({ data }) =>
        data['ofThisRun'] === 'yes'
          ? 'Mail that is sent as these messages were may be refused as well.'
          : stillFail,
      evidence: ({ data }) =>
        data['ofThisRun'] === 'yes' || data['leftOut'] !== undefined ? [] : besideThisRun(data),
      fix: ({ data }) =>
        data['ofThisRun'] === 'yes'
          ? ownAnswerFix
          : data['leftOut'] !== undefined
            ? [you('Run it again without --only and --skip, with the same text.')]
            : data['teller'] !== undefined
              ? steps(data)
              : [
                  {
                    text: 'Find out as whom the application sends: run this with its environment (its container, its role, its profile), and compare account and Region with those of this run',
                    owner: 'you' as const,
                    command: 'aws sts get-caller-identity',
                    does: { kind: 'caller' as const },
                  },
                  you('Look at the time of the error: what was wrong then may have been fixed since.'),
                ],
      distinguish: ({ data }) =>
        data['ofThisRun'] === 'yes'
          ? 'The explanations that were set aside say what this run has read instead.'
          : data['leftOut'] !== undefined
            ? 'The checks that speak of it were not selected.'
            : data['teller'] === undefined
              ? 'The account in the ARN of the error, and the Region in its host name or ARN, tell where it came from.'
              : 'The date of the text, and the domain or address that it names.',
    },
  }),
  'send/unrecognised': symptomProblem({
    severity: 'unknown',
    impact: 'No diagnosis can be made from it.',
    references: [guide('troubleshoot')],
    read: {
      severity: 'unknown',
      summary: ({ data, quote }) =>
        quote === nothingPasted
          ? 'There was no text to read.'
          : data['over'] === 'true'
            ? `The text reports that its trouble is over: “${quote.slice(0, 160)}”.`
            : data['open'] !== undefined
              ? `Nothing is told of ${data['open']}: the delivery is one to others, or names nobody.`
              : data['seen'] === undefined
                ? 'Nothing in this text is known as an error of SES, a mail library or a receiver.'
                : `No known cause is named in “${quote.slice(0, 160)}”${data['seen'] === '' ? '.' : `: read was ${data['seen']}; from whom is not said.`}`,
      fix: ({ data }) =>
        data['open'] === undefined
          ? [...wholeMessage(data['message']), ...situations]
          : [
              you(
                'Look for a Delivery, DeliveryDelay or Bounce event of the same message that names this recipient.',
              ),
              ...situations.slice(2),
            ],
      distinguish: 'Anything with an SMTP number, an SES exception name or a diagnosticCode can be read.',
    },
  }),
} as const;

/** Received mail is looked at as such: its bytes and header fields tell more than its words. */
const wholeMessage = (file: string | undefined): readonly Step[] =>
  file === undefined
    ? []
    : [
        {
          ...you(
            'This is a received message: let its signature, its path and its sender be checked',
            command`ses-doctor check --message ${file === '-' ? 'message.eml' : file}`,
          ),
          does: { kind: 'message' },
        },
      ];

/** What the reader quotes where no text came. */
const nothingPasted = 'nothing was pasted';

/** Where to go on from a text that says nothing: an error that can be read, a sender, a recipient. */
const situations: readonly Step[] = [
  {
    text: 'Paste the error as the application logged it, with the lines around it: the SMTP reply with its number, the bounce notification as JSON, or the bounce mail with its headers',
    owner: 'you',
    command: 'ses-doctor explain --file mail.log',
  },
  {
    text: 'No error at hand: look at the domain or address that sends (yours in place of example.com), in its Region',
    owner: 'you',
    command: 'ses-doctor example.com --region eu-west-1',
  },
  {
    text: 'One recipient gets nothing: look at the sender and at this recipient',
    owner: 'you',
    command: 'ses-doctor example.com --recipient someone@example.net',
  },
];

/** An account, a Region and who acts there, as far as they are known. */
const placeOf = (account?: string, region?: string, principal?: string): string =>
  [
    account === undefined ? 'account unknown' : `account ${account}`,
    region ?? 'Region unknown',
    ...(principal === undefined ? [] : [principal]),
  ].join(', ');
