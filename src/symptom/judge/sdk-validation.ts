import type { Reading } from '../collector.ts';
import type { Line, TextBlock } from '../text-block.ts';
import { codeOfMember } from './aws-error-code.ts';

/** How SDKs say that a value of the input is missing, unknown or of another type, before they send anything. Group 1 is the member. */
const sentences: readonly RegExp[] = [
  /Missing required parameter in [\w.[\]]{2,60}: ["']([\w.]{2,60})/u,
  /Unknown parameter in [\w.[\]]{2,60}: ["']([\w.]{2,60})/u,
  /Invalid (?:type|length|range) for parameter ([\w.[\]]{2,90})/u,
  /Missing required key ["'](\w{2,60})["'] in params/u,
  /(?:Expected|Unexpected key ["']\w{2,60}["'] found in) params\.?([\w.[\]]{0,90})/u,
  /missing required parameter params\[:(\w{2,60})\]/u,
  /expected params\[:(\w{2,60})\]/u,
  /missing required field, \w{2,40}Input\.([\w.]{2,60})/u,
  /Value (?:null |'[^']{0,80}' )?at ['"]([\w.]{2,80})['"] failed to satisfy/u,
  /\[(\w{2,60})\] is missing and is a required parameter/u,
];

/** A value is there, and of another type than the model of the SDK has. */
const ofAnotherType =
  /Invalid type for parameter|to be (?:a|an) (?:string|structure|list|array|map|hash|boolean)\b/iu;

/** Members that no other input of AWS has together with a destination: SES is meant though nothing else says so. */
const onlySes =
  /toaddresses|ccaddresses|bccaddresses|rawmessage|fromemailaddress|replytoaddresses|returnpath|templatedata|configurationsetname|listmanagement|emailtags/u;

/** A call that sends, by its name in whatever spelling. */
const sends = /\bsend_?(?:raw_?|bulk_?|templated_?|bulk_?templated_?)?email\b/iu;

/** A value that an SDK did not send to SES, and which (the inputs of SendEmail in both APIs). Null when a line tells of none. */
export function readSdkValidation(block: TextBlock, { text }: Line): readonly Reading[] | null {
  if (!/param|required field|failed to satisfy/iu.test(text)) return null;
  for (const sentence of sentences) {
    const member = sentence.exec(text)?.[1]?.toLowerCase();
    if (member === undefined) continue;
    if (
      !block.isSes &&
      !onlySes.test(member.replace(/[^a-z]/gu, '')) &&
      !onlySes.test(text.toLowerCase()) &&
      !sends.test(text)
    )
      continue;
    const code = codeOfMember(member);
    if (code === null) continue;
    const fault = ofAnotherType.test(text) ? { fault: 'type' } : {};
    return [{ code, quote: text, data: { member, ...fault }, weight: 0 }];
  }
  return null;
}
