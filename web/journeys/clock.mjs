// Loaded before the platform where a journey takes longer than a test may: SIGUSR2 moves its clock on.
const step = 16 * 60_000;
const Real = Date;
let ahead = 0;

process.on("SIGUSR2", () => {
  ahead += step;
});

globalThis.Date = class extends Real {
  constructor(...args) {
    super(...(args.length > 0 ? args : [Real.now() + ahead]));
  }
  static now() {
    return Real.now() + ahead;
  }
};
