import { parseIp, sharesPrefix } from '../parse/ip-address.ts';
import { addressType, type SpfEvaluation } from './question.ts';

/** Asks for the addresses of a name, in the family of the client, and compares them with it. Throws `Unavailable`. */
export async function addressesMatch(
  evaluation: SpfEvaluation,
  name: string,
  prefix4: number,
  prefix6: number,
): Promise<{ match: boolean; isVoid: boolean }> {
  const { ip } = evaluation;
  const { records } = await evaluation.resolve(name, addressType(ip));
  const match = records.some((text) => {
    const address = parseIp(text);
    return address !== null && sharesPrefix(ip, address, ip.family === 4 ? prefix4 : prefix6);
  });
  return { match, isVoid: records.length === 0 };
}
