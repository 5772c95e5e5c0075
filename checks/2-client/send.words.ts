import { isOver, lost, readProblem as read } from '../../src/model/read-problem.ts';
import { symptomProblem, type Step } from '../../src/model/check.ts';
import { setupErrorOf } from '../../src/knowledge/setup-errors.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';
import { you } from '../../src/model/steps.ts';

const smtpPage = guide('troubleshoot-smtp');
const errorPage = guide('troubleshoot-error-messages');

/** Who may send, and with whose identity. */
export const permissionProblems = {
  'send/account-not-subscribed': read({
    summary: () => 'The AWS account that owns these credentials is not signed up for SES.',
    impact: 'Nothing can be sent until the account is activated.',
    fix: () => [
      you(
        'Check that the account finished its sign-up: payment method and phone number confirmed, no unpaid bill.',
      ),
      you('Open the SES console once in the Region you send from.'),
    ],
    distinguish: 'See whether the same credentials can call another AWS service.',
    references: [smtpPage],
  }),
  'send/list-management': read({
    summary: ({ quote }) => `SES refused the message because of its contact list: ${quote}`,
    impact: 'Mail that names this contact list or topic is not sent.',
    fix: () => [
      you('See which contact list exists in this Region', command`aws sesv2 list-contact-lists`),
      you(
        'Name that list and one of its topics in ListManagementOptions (or X-SES-LIST-MANAGEMENT-OPTIONS), with one recipient per message.',
      ),
    ],
    distinguish:
      'Compare the name in the message with the contact list of this Region: an account has one list per Region.',
    references: [guide('sending-email-subscription-management')],
  }),
} as const;

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

/** What the message itself holds. */
export const contentProblems = {
  'send/address-syntax': read({
    summary: ({ quote }) => `An e-mail address in the message is malformed: ${quote}`,
    impact: 'SES refuses the whole message, for all its recipients.',
    fix: () => [
      you(
        'Look at From, Sender, Return-Path, Reply-To, To, Cc and Bcc of the failed message: a missing @domain, a blank or line end in an address, a final dot, an umlaut, or several addresses in one string.',
      ),
      you(
        'Write domains with letters other than a to z in Punycode (xn--…); SES takes ASCII only before the @.',
      ),
    ],
    distinguish:
      'SES does not say which header: remove them one by one, or log the raw header lines before sending.',
    references: [errorPage, smtpPage],
  }),
  'send/envelope-sender-invalid': read({
    summary: ({ data }) => {
      const given = `“${data['given'] ?? ''}”`;
      switch (data['stray']) {
        case 'user-name':
          return 'The client gives the SMTP user name as the sender; an e-mail address belongs there.';
        case 'unset':
          return `The client gives ${given} where an address belongs: a setting or a variable was not filled in.`;
        case 'blank':
          return 'The client gives a sender with a blank in its address, which is none.';
        case 'half':
          return `The client gives ${given} where an address belongs: part of it is missing, as when a setting is empty.`;
        case 'host':
          return `The client gives ${given} as the sender: the name of a computer, made up where no sender is set, or of a private network.`;
        case undefined:
        default:
          return 'MAIL FROM does not contain a valid e-mail address; SES rejects the message before reading its headers.';
      }
    },
    impact: 'SES accepts no mail from this client until its sender setting is a valid e-mail address.',
    fix: ({ data }) => [
      ...(data['stray'] === 'unset' || data['stray'] === 'half'
        ? [
            you(
              'Print the setting that the sender comes from where the application runs: its environment, its container, its secret. It is missing there, empty, or has another name.',
            ),
          ]
        : []),
      you(
        'Set the sender (“from address”, “envelope from”, “return path”) of the client to an address of a verified domain: no display name, no SMTP user name, not empty.',
      ),
      you(
        'Mail with an empty sender, such as bounces and out-of-office replies, cannot be relayed through SES.',
      ),
    ],
    distinguish:
      'Look at the MAIL FROM line of the transcript: empty, a user name, or a name before the address.',
    references: [smtpPage],
  }),
  'send/mime-invalid': read({
    summary: ({ quote }) => `The MIME structure of the message is broken: ${quote}`,
    impact: 'SES refuses the message; it would be refused however often it is sent.',
    fix: () => [
      you(
        'Save the raw message and look at the header the reply names: each header once, parameters such as a file name in quotes, a boundary for every multipart, no line over 998 characters.',
      ),
      you(
        'Let a mail library build the message instead of joining strings, and set attachment names through it.',
      ),
    ],
    distinguish: 'The words after “Transaction failed” name the header or the character at fault.',
    references: [errorPage, guide('send-email-raw')],
  }),
  'send/tag-invalid': read({
    summary: ({ quote }) => `SES refused a tag of the message: ${quote}`,
    impact: 'Every message with such a tag is refused; without it, it would have been taken.',
    fix: () => [
      you(
        'Write names and values of message tags with the letters a to z, digits, _ and - alone, at most 256 characters each: a blank, an umlaut, a comma or an empty value is refused.',
      ),
      you(
        'Give each name once, and none that begins with “ses:”. Clean what comes from your data (the title of a campaign, an address) before it becomes a tag.',
      ),
    ],
    distinguish:
      'Tags stand in EmailTags (v2), Tags (v1), DefaultEmailTags of a bulk send and the header X-SES-MESSAGE-TAGS; log what the failed send gave there.',
    references: [guide('event-publishing-send-email')],
  }),
  'send/message-too-large': read({
    summary: ({ data }) =>
      `The message is larger than SES accepts${data['limit'] === undefined ? '' : ` (${data['limit']} bytes)`}.`,
    impact: 'SES refuses it for every recipient.',
    fix: () => [
      you(
        'Stay under 40 MB with the v2 API and SMTP, 10 MB with the v1 API; attachments grow by a third in base64.',
      ),
      you(
        'Put large files on a server, and a link in the mail: many receivers accept no more than 10 to 25 MB.',
      ),
    ],
    distinguish: 'Look at the size of the raw message, not of the attachment.',
    references: [guide('quotas')],
  }),
  'send/too-many-recipients': read({
    summary: () => 'The message has more than 50 recipients in To, Cc and Bcc together.',
    impact: 'SES refuses the whole message; nobody gets it.',
    fix: () => [
      you(
        'Send in groups of at most 50, or better, one message per recipient: then one bad address does not affect the others.',
      ),
    ],
    distinguish: 'Count the addresses of all three headers.',
    references: [guide('quotas')],
  }),
  'send/no-recipients': read({
    summary: ({ data }) =>
      data['fault'] === 'type'
        ? `The recipients (${data['member'] ?? 'To, Cc or Bcc'}) are not of the type that the SDK takes.`
        : 'The message names no recipient.',
    impact: 'SES refuses the message.',
    fix: ({ data }) => [
      ...(data['fault'] === 'type'
        ? [you('Give To, Cc and Bcc as lists of strings, also for one address.')]
        : []),
      you(
        'Log the list of recipients before sending: an empty list or a template field without a value ends here. Give at least one of To, Cc and Bcc.',
      ),
    ],
    distinguish: 'Look at the Destination the application builds.',
    references: [errorPage],
  }),
  'send/rejected-content': read({
    summary: () => 'SES found a virus in the message and rejected it.',
    impact: 'The message was accepted and then dropped; nobody receives it, and it counts towards the quota.',
    fix: () => [
      you('Scan the attachments, and the place they come from.'),
      you(
        'If people upload the files, scan them before sending. Repeated rejects put the account under review.',
      ),
    ],
    distinguish: 'A Reject event has one reason only: a virus.',
    references: [guide('event-publishing-retrieving-sns-contents')],
  }),
} as const;

/** Passing trouble between the client and SES. */
export const sessionProblems = {
  'send/idle-timeout': read({
    severity: 'warning',
    summary: () => 'The client kept a connection open and sent nothing for too long; SES closed it.',
    impact:
      'The message that came next over this connection failed; sent again over a new one it goes through.',
    fix: () => [
      you(
        'Close a pooled connection after a few seconds without mail, or test it before use; on this reply, send the message once more.',
      ),
    ],
    distinguish: 'It happens after an idle period, and a second attempt succeeds.',
    references: [smtpPage],
  }),
  'send/too-many-connections': read({
    severity: 'warning',
    summary: () => 'Too many SMTP connections to SES are open at once.',
    impact: 'SES accepts no further connections; mail waits or fails, depending on the client.',
    fix: () => [
      you(
        'Limit the number of parallel connections in the mail server or pool, and send several messages over each.',
      ),
      you('Retry with exponential backoff.'),
    ],
    distinguish: 'Count the open connections of all hosts that use this account.',
    references: [smtpPage],
  }),
  'send/temporary-failure': read({
    severity: 'warning',
    severityOf: lost,
    summary: ({ quote, data }) =>
      data['bulk'] !== 'true'
        ? `SES could not accept the message at that moment: ${quote}`
        : `SES did not accept an entry of a bulk send (${data['status'] ?? 'its status'}).`,
    impact: (candidate) =>
      candidate.data['bulk'] === 'true'
        ? 'Its recipients get nothing: neither SES nor the SDK tries an entry again. The call itself succeeds, so that only the status of each entry tells.'
        : isOver(candidate)
          ? 'The message is lost: the mail server gave it up.'
          : 'This message was not accepted yet; a mail server tries again by itself, an application has to be told to.',
    fix: (candidate) => [
      ...(candidate.data['bulk'] === 'true'
        ? [
            you(
              'Look at the Status and Error of every entry in the answer, and send those again that are not SUCCESS.',
            ),
          ]
        : isOver(candidate)
          ? [you('Send the message again. Let the mail server keep what waits for a day or longer.')]
          : []),
      you('Try again after 5, 10 and 30 seconds, then after 20 minutes.'),
      you(
        'If it persists, look at the AWS Health Dashboard, and send the same message over another network: a firewall that cuts the transfer looks the same.',
      ),
      you('After an API time-out or 5xx the message may have been sent: a retry can make a second copy.'),
    ],
    distinguish: 'Throttling errors say “Maximum sending rate” or “Daily message quota”; this one does not.',
    references: [smtpPage],
  }),
} as const;

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
export const otherProblems = {
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
        data['ofThisRun'] === 'yes' || data['leftOut'] !== undefined
          ? []
          : [
              {
                what: 'who sends, and where: this run beside the error',
                expected: placeOf(data['ownAccount'], data['ownRegion'], data['ownPrincipal']),
                actual: placeOf(data['account'], data['region'], data['principal']),
                source: data['ownAccount'] === undefined ? null : 'sts:GetCallerIdentity',
              },
            ],
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
          ? situations
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
