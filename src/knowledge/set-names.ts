/** Whether a configuration set can have this name (SES API Reference v2, CreateConfigurationSet: letters, digits, `_` and `-`, 64 at most). */
export const isConfigurationSetName = (name: string): boolean => /^[\w-]{1,64}$/u.test(name);
