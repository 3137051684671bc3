/**
 * The words of the language that this version does not take yet: they are refused by that name instead of as unknown
 * words. What gets built is struck from these lists.
 */
export const LATER_WORDS: { readonly [block: string]: readonly string[] } = {
  run: ['scale', 'fidelity'],
  links: ['loss', 'others', 'streams', 'compression'],
  hosts: ['paths'],
  volumes: ['used'],
  copies: ['multiuse', 'begins'],
  workloads: ['measured', 'growth', 'burst', 'read_hit', 'sequential'],
};

export const LATER_BLOCKS: readonly string[] = ['facts'];

export const LATER_KINDS: readonly string[] = ['quickopc', 'opc', 'snapopc', 'ec', 'business-copy', 'rec', 'sync-mirror'];
