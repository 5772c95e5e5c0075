import { loadSharedConfigFiles } from '@smithy/core/config';

/** The keys of a section. A key of a block has its name in front: `sesv2.endpoint_url`. */
export type Section = Readonly<Record<string, string | undefined>>;

/** The sections of the config and the credentials file, by the SDK's own reader. A file that cannot be read is empty. */
export async function sharedSections(
  configFilepath: string,
  filepath: string,
): Promise<readonly Readonly<Record<string, Section>>[]> {
  const files = await loadSharedConfigFiles({ configFilepath, filepath, ignoreCache: true });
  return [files.configFile, files.credentialsFile];
}
