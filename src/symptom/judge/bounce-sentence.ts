import { bySubType } from '../bounce-fields.ts';
import type { Reading } from '../collector.ts';
import { mentions } from '../mentions.ts';
import { addressesIn } from '../names.ts';
import { saysAny } from '../reply-rule.ts';
import type { Line, TextBlock } from '../text-block.ts';
import { readQuestion } from './question.ts';

const suppression = 'https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html';

/** What SES says instead of handing a message to the receiver, without a code and without a record around it. */
const sentences: readonly {
  code: string;
  says: readonly string[];
  data?: Readonly<Record<string, string>>;
  /** Whoever asks of something else says the same words: "we don't get complaint notifications". */
  isEveryday?: true;
}[] = [
  {
    code: 'bounce/suppressed',
    says: ['suppression list for your tenant', 'ontenantsuppressionlist', "tenant's suppression list"],
    data: { layer: 'tenant' },
  },
  {
    code: 'bounce/suppressed',
    says: [
      'on the suppression list for your account',
      'onaccountsuppressionlist',
      "on your account's suppression list",
      'on your account-level suppression list',
      'is on the account suppression list',
      'is on the account-level suppression list',
    ],
    data: { layer: 'account' },
  },
  {
    code: 'bounce/suppressed',
    says: [
      'has suppressed sending to this address',
      'recent history of bouncing as an invalid address',
      'on the global suppression list',
      'remove-from-suppressionlist',
    ],
    data: { layer: 'global' },
  },
  {
    code: 'bounce/unsubscribed-recipient',
    says: [
      'unsubscribedrecipient',
      'recipient has unsubscribed',
      'contact has unsubscribed',
      'has opted out of',
    ],
  },
  {
    code: 'bounce/complaint',
    isEveryday: true,
    says: [
      'complaintfeedbacktype',
      'feedback-type: abuse',
      'feedback loop * complaint',
      'complaint * feedback loop',
      'complaint received',
      'complaint event',
      'complaint notification',
      'received a complaint',
      'abuse complaint',
    ],
  },
  {
    code: 'bounce/validation-suppressed',
    says: ['emailvalidationsuppressed', 'did not send the message to this address because * validation'],
  },
  // Why, it says in words that are not known: what SES does not send, it suppresses.
  { code: 'bounce/suppressed', says: ['amazon ses did not send the message to this address'] },
  { code: 'configuration-set/max-delivery-short', says: ['customtimeoutexceeded'] },
  {
    code: 'message/via-amazonses',
    says: [
      'via amazonses.com',
      'mailed-by: amazonses',
      'mailed-by amazonses',
      'mailed by: amazonses',
      'on behalf of * amazonses.com',
      'via * amazonses.com',
    ],
  },
];

/** Null when a line holds none of these sentences. */
export function readBounceSentence(block: TextBlock, { text, plain }: Line): readonly Reading[] | null {
  const subType = readSubType(block, text);
  if (subType !== null) return subType;
  const found = sentences.find(({ says }) => saysAny(plain, says));
  if (found === undefined || (found.isEveryday === true && readQuestion(block) !== null)) return null;
  const isAboutMail = found.code !== 'message/via-amazonses';
  if (!isAboutMail && /received: |spf|dkim=|smtp;|@amazonses\.com designates|smtp-out\./u.test(plain))
    return null;
  const address = addressesIn(text).find((one) => !/amazon(?:ses|aws)/iu.test(one)) ?? null;
  if (isAboutMail) block.collector.names.add('recipients', address);
  return [
    {
      code: found.code,
      subject: isAboutMail ? address : null,
      quote: text,
      data: { ...found.data, source: suppression },
      weight: 1,
    },
  ];
}

/** `Transient / MailboxFull`: a sub-type of a bounce by its name, where a bounce is spoken of (notification-contents). */
function readSubType(block: TextBlock, text: string): readonly Reading[] | null {
  const name =
    /\b(MailboxFull|MessageTooLarge|ContentRejected|AttachmentRejected|NoEmail|OnAccountSuppressionList|OnTenantSuppressionList|UnsubscribedRecipient|EmailValidationSuppressed|CustomTimeoutExceeded)\b/u.exec(
      text,
    )?.[1] ??
    (mentions(text, 'suppressed')
      ? /\b(?:bounce)?_?sub_?type["']?\s{0,3}(?:=>|[:=])\s{0,3}["']?(Suppressed)\b/iu.exec(text)?.[1]
      : undefined);
  const known = name === undefined ? undefined : bySubType[name.toLowerCase()];
  if (
    known === undefined ||
    !block.lines.some(({ plain }) => /bounce|\bses\b|transient|permanent/u.test(plain))
  )
    return null;
  return [known.code, ...known.also].map((code, place) => ({
    code,
    subject: null,
    quote: text,
    data: { bounceSubType: name ?? '', ...known.data },
    weight: place === 0 ? 0 : 1,
  }));
}
