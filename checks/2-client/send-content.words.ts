import { readProblem as read } from '../../src/model/read-problem.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { you } from '../../src/model/steps.ts';

const smtpPage = guide('troubleshoot-smtp');
const requestErrors = 'https://docs.aws.amazon.com/ses/latest/APIReference/CommonErrors.html';
const errorPage = guide('troubleshoot-error-messages');

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
  'send/request-malformed': read({
    summary: () => 'The request is not one that the SES API can read, so SES did not look at the message.',
    impact: 'SES refuses the request, and would refuse it however often it is made; no mail is sent.',
    fix: () => [
      you('Let an AWS SDK or the AWS CLI, in a current version, build and sign the request.'),
      you(
        'If your own code builds it: encode each parameter (RFC 3986), give Action and Version in a request to API version 1, send JSON to version 2, and leave out parameters that exclude each other.',
      ),
    ],
    distinguish:
      'MalformedQueryString and InvalidQueryParameter are about how the request is written; MissingParameter and InvalidParameterCombination about what it holds, and their message names it.',
    references: [requestErrors, guide('send-email-api')],
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
