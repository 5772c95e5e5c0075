import { createHmac } from 'node:crypto';

/** The version byte in front of every SMTP password that SES documents today. */
const version = 0x04;

/**
 * The SMTP password that belongs to an AWS secret access key in a Region (SES Developer Guide, "Obtaining Amazon SES
 * SMTP credentials": a Signature Version 4 key chain with a fixed date, and the version byte).
 */
export function deriveSmtpPassword(secretAccessKey: string, region: string): string {
  let key = Buffer.from(`AWS4${secretAccessKey}`);
  for (const part of ['11111111', region, 'ses', 'aws4_request', 'SendRawEmail']) {
    key = createHmac('sha256', key).update(part).digest();
  }
  return Buffer.concat([Buffer.from([version]), key]).toString('base64');
}
