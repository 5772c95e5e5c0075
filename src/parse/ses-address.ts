import { knownSesRanges } from '../knowledge/ses-ranges.ts';
import { parseIp, sharesPrefix } from './ip-address.ts';

/** Whether an IP address is one that SES sends from; false for what is no address. */
export function isSesAddress(text: string): boolean {
  const ip = parseIp(text);
  if (ip === null) return false;
  return knownSesRanges.some((range) => {
    const [address = '', prefix = ''] = range.split('/');
    const start = parseIp(address);
    return start !== null && sharesPrefix(ip, start, Number(prefix));
  });
}

/** Whether a text names an IPv4 address that SES sends from. */
export const namesSesAddress = (text: string): boolean =>
  text.includes('.') &&
  (text.match(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]\d)/gu) ?? []).some(isSesAddress);
