// The package's own types give these modules a default export, which they do not have.
declare module "scorm-again/scorm12/min" {
  export { Scorm12API } from "scorm-again";
}
declare module "scorm-again/scorm2004/min" {
  export { Scorm2004API } from "scorm-again";
}
