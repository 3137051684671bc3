import { loadCatalogue } from '../../devices/load-catalogue.ts';

/** The shipped presets, with drives that exist only in tests. */
export const catalogue = loadCatalogue(['rz26', 'fast-one'], () => 1_050_040_320);
