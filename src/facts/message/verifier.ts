import { DkimVerifier, type SignatureHeader } from 'mailauth/lib/dkim/dkim-verifier.js';
import { arc } from 'mailauth/lib/arc/index.js';
import { mostSignatures } from '../../parse/message/message.ts';
import type { DnsProbe } from '../../model/dns.ts';
import { isStartFailure } from '../../model/start-failure.ts';
import { type Answer, answerOf, type Why } from '../../model/unavailable.ts';

/** What mailauth says of one signature. */
export interface VerifiedSignature {
  /** b= without white space. */
  signature: string;
  /** `pass`, `fail`, `neutral`, `policy`, `temperror`. */
  result: string;
  /** mailauth's own word for the reason; empty when there is none. */
  comment: string;
  /** The key record as DNS has it, or null. */
  keyRecord: string | null;
}

export interface VerifiedMessage {
  signatures: readonly VerifiedSignature[];
  /** Why a key could not be looked up, by its name in lower case. */
  failures: ReadonlyMap<string, Why>;
  arc: { result: 'none' | 'pass' | 'fail'; comment: string } | { result: 'temperror'; why: Why };
}

/**
 * Verifies DKIM and ARC over the bytes. This file is loaded when a message was given: mailauth is heavy. Its only way
 * out is `dns`; the parts of it that fetch (BIMI, MTA-STS) are never loaded.
 */
export async function verifyMessage(
  bytes: string,
  dns: Pick<DnsProbe, 'resolve'>,
  receivedAt: Date,
): Promise<VerifiedMessage> {
  const failures = new Map<string, Why>();
  const resolver = async (name: string): Promise<string[][]> => {
    const answer = await keyRecords(dns, name);
    if (!answer.ok) {
      failures.set(name.toLowerCase(), answer.why);
      throw codeError(answer.why.message, 'ETEMPORARY');
    }
    if (answer.value === null) throw codeError('no such name', 'ENOTFOUND');
    if (answer.value.length === 0) throw codeError('no TXT record', 'ENODATA');
    return answer.value.map((text) => [text]);
  };
  const verifier = new BoundedVerifier({ resolver, curTime: receivedAt });
  await new Promise<void>((resolve, reject) => {
    verifier.on('error', reject).on('finish', resolve);
    // mailauth takes bare line feeds for line ends as well, but one by one: millions of them take minutes.
    verifier.end(Buffer.from(bytes.replace(/\r?\n/g, '\r\n'), 'latin1'));
  });
  const signatures = verifier.results.flatMap(({ signature, status, rr }) =>
    signature === undefined
      ? []
      : [
          {
            signature: signature.replace(/\s+/g, ''),
            result: status.result,
            comment: status.comment === false ? '' : (status.comment ?? '').slice(0, 200),
            keyRecord: rr?.slice(0, 1000) ?? null,
          },
        ],
  );
  const hasChain = verifier.arc.chain !== false || verifier.arc.error !== undefined;
  const sealed = hasChain ? await arcOf(verifier, resolver) : { result: 'none' as const, comment: '' };
  const [failure] = failures.values();
  const isOpen = sealed.result === 'fail' && failure !== undefined;
  return { signatures, failures, arc: isOpen ? { result: 'temperror', why: failure } : sealed };
}

/** mailauth takes a seal whose key cannot be asked for to be broken, and trips over some faults. */
async function arcOf(
  { arc: data }: DkimVerifier,
  resolver: (name: string) => Promise<string[][]>,
): Promise<{ result: 'none' | 'pass' | 'fail'; comment: string }> {
  try {
    const { status } = await arc(data, { resolver });
    const result = status.result === 'pass' || status.result === 'none' ? status.result : 'fail';
    return { result, comment: (status.comment ?? '').slice(0, 200) };
  } catch (error) {
    if (isStartFailure(error)) throw error;
    return { result: 'fail', comment: 'the chain cannot be read' };
  }
}

/** The texts at a key's name; null when the name does not exist. */
async function keyRecords(
  dns: Pick<DnsProbe, 'resolve'>,
  name: string,
): Promise<Answer<readonly string[] | null>> {
  const answer = await answerOf(dns.resolve(name.toLowerCase(), 'TXT'));
  if (!answer.ok) return answer;
  return { ok: true, value: answer.value.exists ? answer.value.records : null };
}

function codeError(text: string, code: string): Error {
  return Object.assign(new Error(text), { code });
}

/** Looks at so many signatures and no more, and stays quiet. */
class BoundedVerifier extends DkimVerifier {
  override async messageHeaders(headers: unknown): Promise<void> {
    await super.messageHeaders(headers);
    const seen: SignatureHeader[] = [];
    for (const header of this.signatureHeaders) {
      if (header.type === 'DKIM') seen.push(header);
      if (seen.length > mostSignatures && header.type === 'DKIM') header.skip = true;
    }
  }

  override async finalChunk(): Promise<void> {
    // The hash is made with its limit by now. mailauth prints to stdout where l= and the body differ.
    for (const header of this.signatureHeaders) header.maxBodyLength = '';
    await super.finalChunk();
  }
}
