import { Unavailable } from '../model/unavailable.ts';
import type { Probes } from '../model/probes.ts';
import { safe } from '../render/safe.ts';
import { withoutSecrets } from '../symptom/redact.ts';

/** An answer is quoted so far: enough to see its shape, and a line stays one that can be read. */
const mostCharacters = 400;

/**
 * Probes that tell each question and its answer in a line, with the milliseconds since the start and those it took
 * (`--debug`). `clock` is in milliseconds. What is secret is hidden, control characters are replaced.
 */
export function speaking(probes: Probes, say: (line: string) => void, clock: () => number): Probes {
  const start = clock();
  const told = async <T>(
    question: string,
    ask: () => Promise<T>,
    seen: (answer: T) => unknown,
  ): Promise<T> => {
    const asked = clock();
    const tell = (answer: string): void => {
      const now = clock();
      say(`${ms(asked - start)} +${ms(now - asked)} ${shown(question)} → ${shown(answer)}`);
    };
    try {
      const answer = await ask();
      tell(JSON.stringify(seen(answer)));
      return answer;
    } catch (error) {
      tell(error instanceof Unavailable ? `${error.why.reason}: ${error.why.message}` : String(error));
      throw error;
    }
  };
  const whole = (answer: unknown): unknown => answer;
  const { aws, dns, smtp, https } = probes;
  return {
    ...probes,
    aws: async (action, input, options) =>
      await told(
        `${options?.region === undefined ? '' : `${options.region} `}${action} ${JSON.stringify(input)}`,
        () => aws(action, input, options),
        whole,
      ),
    dns: {
      resolverName: dns.resolverName,
      resolve: async (name, type) =>
        await told(`${dns.resolverName}: ${type} ${name}`, () => dns.resolve(name, type), whole),
      authoritative: async (name, type, enough) =>
        await told(`the zone's servers: ${type} ${name}`, () => dns.authoritative(name, type, enough), whole),
    },
    smtp: async (host, port, options) =>
      await told(
        `SMTP ${host}:${port.port} ${port.tls}${options?.authenticate === true ? ' with AUTH' : ''}`,
        () => smtp(host, port, options),
        ({ steps, failure, auth, tls }) => ({ failure, auth, tls, steps }),
      ),
    https: async (host, port, request) =>
      await told(
        `HTTPS ${host}:${port ?? 443}${request === undefined ? '' : ` GET ${request.path}`}`,
        () => https(host, port, request),
        ({ failure, reply, tls, proxy }) => ({ failure, reply, tls, proxy }),
      ),
  };
}

const ms = (milliseconds: number): string => `${String(Math.round(milliseconds))} ms`;

/** Secrets first: a cut through the middle of one would leave a piece that is not known as such. */
function shown(text: string): string {
  const clean = safe(withoutSecrets(text));
  return clean.length > mostCharacters ? `${clean.slice(0, mostCharacters)}…` : clean;
}
