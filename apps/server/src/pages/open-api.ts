import { type INestApplication, Injectable } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { describedApi } from '@samrad/platform/openapi';

/** The description of the JSON API, made from the routes and their schemas at first use. */
@Injectable()
export class OpenApi {
  private app?: INestApplication;
  private made?: Promise<OpenAPIObject>;

  describe(app: INestApplication): void {
    this.app = app;
  }

  get document(): Promise<OpenAPIObject> {
    this.made ??= this.make();
    return this.made;
  }

  private async make(): Promise<OpenAPIObject> {
    const { DocumentBuilder, SwaggerModule } = await describedApi();
    const config = new DocumentBuilder()
      .setOpenAPIVersion('3.1.0')
      .setTitle('Samråd')
      .setDescription(
        'Persons, meetings, minutes and actions of an expert network. Errors are application/problem+json (RFC 9457). ' +
          'Instants are ISO 8601 in UTC; meeting times are wall times with an IANA zone. Edits carry the version they were based on.',
      )
      .setVersion('1')
      .setLicense('EUPL-1.2', 'https://eupl.eu/1.2/en/')
      .addBearerAuth(
        { type: 'http', scheme: 'bearer', description: 'A personal access token, see the profile page.' },
        'token',
      )
      .addSecurityRequirements('token')
      .build();
    const document = SwaggerModule.createDocument(this.app!, config, {
      operationIdFactory: (controller, method) => `${controller.replace(/(Api)?Controller$/, '')}.${method}`,
    });
    return { ...document, openapi: '3.1.0', paths: apiOnly(document.paths) };
  }
}

/** Pages are not part of the contract. */
const apiOnly = (paths: OpenAPIObject['paths']): OpenAPIObject['paths'] =>
  Object.fromEntries(Object.entries(paths).filter(([path]) => /^\/(api\/v1|healthz|readyz)/.test(path)));
