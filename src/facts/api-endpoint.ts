import { defineFact } from '../model/fact.ts';
import { apiHost } from '../knowledge/regions.ts';
import type { HttpsSession } from '../model/https.ts';
import { awsLeftAlone } from '../model/target.ts';
import { Unavailable } from '../model/unavailable.ts';

/** How far a connection to the SES API's endpoint gets from here: name, connect, proxy, TLS, certificate. */
export const apiEndpoint = defineFact({
  id: 'api-endpoint',
  title: 'the connection to the SES API',
  async gather({ target, environment, https }): Promise<HttpsSession> {
    if (!target.worlds.aws) throw new Unavailable('switched-off', awsLeftAlone(target).because);
    const override = target.endpointUrl ?? (await environment.endpointOverride())?.url ?? null;
    if (override === null) {
      if (target.region === null) throw new Unavailable('prerequisite', 'no Region is known');
      if (!/^[a-z0-9-]+$/i.test(target.region))
        throw new Unavailable('prerequisite', 'the Region cannot be part of a host name');
      return await https(apiHost(target.region));
    }
    if (!URL.canParse(override)) throw new Unavailable('prerequisite', 'the endpoint override is no URL');
    const { protocol, hostname, port } = new URL(override);
    if (protocol !== 'https:')
      throw new Unavailable('prerequisite', 'the endpoint override does not speak TLS');
    return await https(hostname, port === '' ? 443 : Number(port));
  },
});
