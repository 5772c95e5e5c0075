import { once } from 'node:events';
import type { ClientRequest } from 'node:http';
import { Readable } from 'node:stream';
import type { SecureContext } from 'node:tls';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { nonEmpty, type Environment } from './config.ts';
import type { CallSignal } from './deadline.ts';
import { wireFailureOf, WireFailure } from './wire.ts';
import { trustContext } from '../net/certificate-authorities.ts';
import { wasBusy } from '../net/patient-timer.ts';
import { proxyFor, proxyName } from '../net/proxy.ts';

/** What a call is sent with. */
export interface SendOptions {
  abortSignal: CallSignal;
  /** Told which host is asked, by `AwsHttpHandler`: the SDK hands these options through. */
  onHost: (host: string) => void;
  /** Told when the answer was made, by the clock of who answers. */
  onDate?: (date: string) => void;
}

/** The part of an SDK request that says where it goes. */
type SdkRequest = Parameters<NodeHttpHandler['handle']>[0];
type SdkOptions = NonNullable<Parameters<NodeHttpHandler['handle']>[1]>;
type SdkReply = Awaited<ReturnType<NodeHttpHandler['handle']>>;

export interface AwsHttpOptions {
  env: Environment;
  /** PEM texts of CAs to trust beside those of Node. */
  authorities: readonly string[];
  connectTimeoutMs: number;
  /** Told of every failure on the wire: the credential chain hides them. */
  onFailure?: (failure: WireFailure) => void;
}

/** The request handler of every SDK client of the run: proxies, CAs, time to connect. Failures are `WireFailure`. */
export class AwsHttpHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' };
  readonly #options: AwsHttpOptions;
  readonly #handlers = new Map<string, NodeHttpHandler>();
  readonly #refused = new WeakMap<ClientRequest, number>();

  constructor(options: AwsHttpOptions) {
    this.#options = options;
  }

  async handle(request: SdkRequest, options: SdkOptions & Partial<SendOptions> = {}): Promise<SdkReply> {
    const port = request.port === undefined ? '' : `:${request.port}`;
    const target = new URL(`${request.protocol}//${request.hostname}${port}`);
    options.onHost?.(target.host);
    const proxy = proxyFor(target, this.#options.env);
    try {
      const reply = await this.#connected(this.#handlerFor(proxy), request, options);
      await this.#mustBeFromAws(reply, target, proxy);
      const { date } = reply.response.headers;
      if (date !== undefined) options.onDate?.(date);
      bound(reply, target.host, proxy === null ? null : proxyName(proxy));
      return reply;
    } catch (error) {
      const failure = wireFailureOf(error, target.host, proxy === null ? null : proxyName(proxy));
      if (failure === null) throw error;
      this.#options.onFailure?.(failure);
      throw failure;
    }
  }

  /** A time-out while connecting that came late was our own computing, and says nothing about the endpoint. */
  async #connected(handler: NodeHttpHandler, request: SdkRequest, options: SdkOptions): Promise<SdkReply> {
    const started = performance.now();
    try {
      return await handler.handle(request, options);
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      if (timedOut && wasBusy(started, this.#options.connectTimeoutMs))
        return await this.#connected(handler, request, options);
      throw error;
    }
  }

  updateHttpClientConfig(): void {
    // The clients share this handler: none of them may change it for the others.
  }

  httpHandlerConfigs(): Record<never, never> {
    return {};
  }

  destroy(): void {
    for (const handler of this.#handlers.values()) handler.destroy();
  }

  #handlerFor(proxy: string | null): NodeHttpHandler {
    const key = proxy ?? '';
    const known = this.#handlers.get(key);
    if (known !== undefined) return known;
    const { authorities, env } = this.#options;
    // One context for all connections. Without CAs of our own, Node has one ready.
    const extraCaFile = nonEmpty(env['NODE_EXTRA_CA_CERTS']);
    const trust = authorities.length === 0 ? null : trustContext({ caPems: authorities, extraCaFile })();
    const agent = proxy === null ? undefined : this.#proxyAgent(proxy, trust);
    const handler = new NodeHttpHandler({
      connectionTimeout: this.#options.connectTimeoutMs,
      ...(agent === undefined
        ? { httpsAgent: trust === null ? {} : { secureContext: trust } }
        : { httpsAgent: agent, httpAgent: agent }),
    });
    this.#handlers.set(key, handler);
    return handler;
  }

  #proxyAgent(proxy: string, trust: SecureContext | null): ProxyAgent {
    if (!/^https?:/i.test(proxy) || !URL.canParse(proxy)) {
      throw new WireFailure(
        'proxy',
        'unsupported',
        '',
        proxyName(proxy),
        'the proxy is not an http or https URL',
      );
    }
    const agent = new ProxyAgent(proxy, trust);
    agent.on('proxyConnect', (reply: { statusCode: number }, request: ClientRequest) => {
      if (reply.statusCode !== 200) this.#refused.set(request, reply.statusCode);
    });
    return agent;
  }

  /** The reply to CONNECT comes in place of Amazon's when the proxy refuses; a captive portal answers with a page. */
  async #mustBeFromAws({ response }: SdkReply, target: URL, proxy: string | null): Promise<void> {
    const body: unknown = response.body;
    const request =
      typeof body === 'object' && body !== null && 'req' in body ? (body.req as ClientRequest) : null;
    const refused = request === null ? undefined : this.#refused.get(request);
    const through = proxy === null ? null : proxyName(proxy);
    const failure =
      refused !== undefined
        ? new WireFailure(
            'proxy',
            'refused',
            target.host,
            through,
            `the proxy answered ${refused} to CONNECT`,
            refused,
          )
        : isFromS3(response.headers)
          ? null
          : webPage(response.statusCode, response.headers['content-type'], target.host, through);
    if (failure === null || (failure.kind === 'page' && (await beginsAsReply(body)))) return;
    if (isDestroyable(body)) body.destroy();
    throw failure;
  }
}

/**
 * JSON, or the root element of a reply in XML, whatever the content type says: emulators and proxies mislabel them. The
 * bytes are put back.
 */
async function beginsAsReply(body: unknown): Promise<boolean> {
  if (!(body instanceof Readable)) return false;
  for (;;) {
    const chunk = body.read() as Buffer | null;
    if (chunk !== null) {
      body.unshift(chunk);
      return /^\s*(?:[{[]|(?:<\?xml[^>]{0,100}>\s*)?<(?:Error|[A-Z][A-Za-z]{1,80})Response[\s>])/.test(
        chunk.toString('latin1', 0, 500),
      );
    }
    if (body.readableEnded || body.destroyed) return false;
    await Promise.race(['readable', 'end', 'close'].map((event) => once(body, event)));
  }
}

/** No answer to our calls comes near: a page of a list or a template has at most some hundred kilobytes. */
const mostBytes = 8 * 1024 * 1024;

/**
 * Ends a reply that does not end by itself. The SDK collects the body, whatever its size; it is counted on its way there, since a
 * stream in between costs a fifth of a call. Paused, so that the first chunk waits for the SDK.
 */
function bound({ response }: SdkReply, host: string, proxy: string | null): void {
  const body: unknown = response.body;
  if (!(body instanceof Readable)) return;
  let left = mostBytes;
  body.pause().on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0)
      body.destroy(new WireFailure('html', 'too-long', host, proxy, 'its answer is longer than any of AWS'));
  });
}

/** An object has the content type of whoever wrote it; S3 sends a caller to the Region of the bucket by a redirect. */
const isFromS3 = (headers: Readonly<Record<string, string>>): boolean =>
  headers['x-amz-id-2'] !== undefined && headers['x-amz-request-id'] !== undefined;

/** AWS answers in JSON or XML and never redirects these calls; anything else was sent by something in between. */
function webPage(
  status: number,
  contentType: string | undefined,
  host: string,
  proxy: string | null,
): WireFailure | null {
  const redirect = status >= 300 && status < 400;
  if (!redirect && (contentType === undefined || /json|xml/i.test(contentType.replace(/xhtml\+xml/i, ''))))
    return null;
  const what = redirect
    ? `a redirect (${status})`
    : /html/i.test(contentType ?? '')
      ? `a web page (${status})`
      : `something that is not an API reply (${status})`;
  return new WireFailure(
    'html',
    redirect ? 'redirect' : 'page',
    host,
    proxy,
    `it answered with ${what}`,
    status,
  );
}

/** An agent for one proxy that trusts our CAs at both ends. */
class ProxyAgent extends HttpsProxyAgent<string> {
  readonly #trust: SecureContext | null;

  constructor(proxy: string, trust: SecureContext | null) {
    super(proxy, trust === null ? {} : { secureContext: trust });
    this.#trust = trust;
  }

  override connect(
    ...[request, options]: Parameters<HttpsProxyAgent<string>['connect']>
  ): ReturnType<HttpsProxyAgent<string>['connect']> {
    if (this.#trust !== null && options.secureEndpoint) options.secureContext = this.#trust;
    return super.connect(request, options);
  }
}

const isDestroyable = (body: unknown): body is { destroy: () => void } =>
  typeof body === 'object' && body !== null && 'destroy' in body && typeof body.destroy === 'function';
