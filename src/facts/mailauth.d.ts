// Parts of mailauth that come without types of their own; only what src/facts/message/verifier.ts uses.
declare module 'mailauth/lib/dkim/dkim-verifier.js' {
  import type { Writable } from 'node:stream';

  export interface SignatureHeader {
    type: 'DKIM' | 'ARC' | 'AS';
    maxBodyLength: number | '';
    skip?: boolean;
  }

  export interface SignatureResult {
    signature?: string;
    modulusLength?: number;
    rr?: string;
    status: { result: string; comment?: string | false };
  }

  export interface ArcData {
    chain: readonly unknown[] | false;
    error?: Error;
  }

  export interface VerifierOptions {
    resolver: (name: string, type: string) => Promise<string[][]>;
    curTime: Date;
  }

  export class DkimVerifier extends Writable {
    constructor(options: VerifierOptions);
    signatureHeaders: SignatureHeader[];
    results: SignatureResult[];
    arc: ArcData;
    messageHeaders(headers: unknown): Promise<void>;
    finalChunk(): Promise<void>;
  }
}

declare module 'mailauth/lib/arc/index.js' {
  import type { ArcData, VerifierOptions } from 'mailauth/lib/dkim/dkim-verifier.js';

  export function arc(
    data: ArcData,
    options: Pick<VerifierOptions, 'resolver'>,
  ): Promise<{ status: { result: string; comment?: string } }>;
}
