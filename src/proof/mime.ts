import { contentOf, tagName } from './message.ts';
import type { TestRequest } from './request.ts';

/**
 * The message as SMTP carries it: RFC 5322, RFC 2046 5.1.4, and the header fields by which SES is told what the API takes
 * as members ("Specifying a configuration set when sending email"). Every part of it is ours or passed a pattern of ours.
 */
export function mimeOf(
  { from, configurationSet, tenant }: Pick<TestRequest, 'from' | 'configurationSet' | 'tenant'>,
  { recipient, nonce, date }: { recipient: string; nonce: string; date: Date },
): string {
  const { subject, text, html } = contentOf(nonce);
  const boundary = `ses-doctor-${nonce}`;
  return [
    `From: ${from}`,
    `To: ${recipient}`,
    `Subject: ${subject}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${nonce}.${String(date.getTime())}@${from.slice(from.indexOf('@') + 1)}>`,
    ...(configurationSet === null ? [] : [`X-SES-CONFIGURATION-SET: ${configurationSet}`]),
    ...(tenant === null ? [] : [`X-SES-TENANT: ${tenant}`]),
    `X-SES-MESSAGE-TAGS: ${tagName}=${nonce}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    ...part(boundary, 'plain', text),
    ...part(boundary, 'html', html),
    `--${boundary}--`,
  ].join('\r\n');
}

const part = (boundary: string, subtype: string, body: string): readonly string[] => [
  `--${boundary}`,
  `Content-Type: text/${subtype}; charset=us-ascii`,
  '',
  ...body.trimEnd().split('\n'),
];
