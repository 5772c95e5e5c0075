import { defineFact } from '../model/fact.ts';
import { awsLeftAlone } from '../model/target.ts';
import { Unavailable } from '../model/unavailable.ts';

/** What decides whom the run asks, and as whom. */
export interface AccessSettings {
  /** The profile asked for, or null. */
  profile: { name: string; found: boolean; files: readonly string[] } | null;
  /** The endpoint that stands in for Amazon's, and what names it; null without one. */
  endpoint: { source: string; url: string } | null;
}

/** The profile and the endpoint override in force. */
export const accessSettings = defineFact({
  id: 'access-settings',
  looks: false,
  title: 'the AWS settings of this computer',
  async gather({ environment, target }): Promise<AccessSettings> {
    if (!target.worlds.aws) {
      const { flag, because } = awsLeftAlone(target);
      throw new Unavailable('switched-off', because, { detail: { flag } });
    }
    const [profile, endpoint] = await Promise.all([environment.profile(), environment.endpointOverride()]);
    return { profile, endpoint };
  },
});
