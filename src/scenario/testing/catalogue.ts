import { loadCatalogue } from '../../devices/load-catalogue.ts';

/** The shipped presets, with drives that exist only in tests. */
export const catalogue = loadCatalogue(['rz26', 'fast-one', 'fc-15k-146gb', 'fc-15k-300gb', 'sas-10k-600gb'], () => 1_050_040_320);
