// Written by Scripts/embed-openapi.

/// The OpenAPI 3.1 description of the engine, which is kept in `openapi.json`.
enum OpenAPIDescription {
    /// The text of the file.
    static let json = ##"""
        {
          "openapi": "3.1.0",
          "info": {
            "title": "The dxflow engine's authentication and key API",
            "version": "1",
            "description": "An answer is a list of chunks, the status first; an error is a status alone."
          },
          "servers": [{"url": "/"}],
          "security": [{"bearer": []}, {"cookie": []}],
          "tags": [
            {"name": "auth", "description": "Signing in"},
            {"name": "keys", "description": "Who may sign in"},
            {"name": "engine", "description": "The engine itself"}
          ],
          "paths": {
            "/api/auth/challenge/": {
              "get": {
                "operationId": "challenge",
                "summary": "Ask for a challenge",
                "description": "A challenge is answered once, right or wrong, and for as long as it lasts.",
                "tags": ["auth"],
                "security": [],
                "parameters": [{"$ref": "#/components/parameters/Stream"}],
                "responses": {
                  "200": {
                    "description": "A challenge.",
                    "content": {
                      "application/json": {
                        "schema": {
                          "type": "array",
                          "minItems": 2,
                          "maxItems": 2,
                          "items": {
                            "anyOf": [
                              {"$ref": "#/components/schemas/Status"},
                              {
                                "type": "object",
                                "required": ["kind", "payload"],
                                "properties": {"kind": {"const": "entity"}, "payload": {"$ref": "#/components/schemas/Challenge"}}
                              }
                            ]
                          }
                        }
                      },
                      "application/stream+json": {
                        "schema": {
                          "type": "array",
                          "minItems": 2,
                          "maxItems": 2,
                          "items": {
                            "anyOf": [
                              {"$ref": "#/components/schemas/Status"},
                              {
                                "type": "object",
                                "required": ["kind", "payload"],
                                "properties": {"kind": {"const": "entity"}, "payload": {"$ref": "#/components/schemas/Challenge"}}
                              }
                            ]
                          }
                        }
                      }
                    }
                  },
                  "400": {"$ref": "#/components/responses/BadRequest"},
                  "408": {"$ref": "#/components/responses/RequestTimeout"},
                  "413": {"$ref": "#/components/responses/ContentTooLarge"},
                  "429": {"$ref": "#/components/responses/TooManyRequests"},
                  "431": {"$ref": "#/components/responses/HeaderTooLarge"},
                  "501": {"$ref": "#/components/responses/NotImplemented"}
                }
              }
            },
            "/api/auth/verify/": {
              "post": {
                "operationId": "verify",
                "summary": "Answer a challenge",
                "description": "Signs in whoever holds the key under which the signature verifies.",
                "tags": ["auth"],
                "security": [],
                "parameters": [{"$ref": "#/components/parameters/Stream"}],
                "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Verify"}}}},
                "responses": {
                  "200": {
                    "description": "A session.",
                    "content": {
                      "application/json": {
                        "schema": {
                          "type": "array",
                          "minItems": 2,
                          "maxItems": 2,
                          "items": {
                            "anyOf": [
                              {"$ref": "#/components/schemas/Status"},
                              {
                                "type": "object",
                                "required": ["kind", "payload"],
                                "properties": {"kind": {"const": "entity"}, "payload": {"$ref": "#/components/schemas/Grant"}}
                              }
                            ]
                          }
                        }
                      },
                      "application/stream+json": {
                        "schema": {
                          "type": "array",
                          "minItems": 2,
                          "maxItems": 2,
                          "items": {
                            "anyOf": [
                              {"$ref": "#/components/schemas/Status"},
                              {
                                "type": "object",
                                "required": ["kind", "payload"],
                                "properties": {"kind": {"const": "entity"}, "payload": {"$ref": "#/components/schemas/Grant"}}
                              }
                            ]
                          }
                        }
                      }
                    }
                  },
                  "400": {"$ref": "#/components/responses/BadRequest"},
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "408": {"$ref": "#/components/responses/RequestTimeout"},
                  "413": {"$ref": "#/components/responses/ContentTooLarge"},
                  "429": {"$ref": "#/components/responses/TooManyRequests"},
                  "431": {"$ref": "#/components/responses/HeaderTooLarge"},
                  "500": {"$ref": "#/components/responses/InternalError"},
                  "501": {"$ref": "#/components/responses/NotImplemented"},
                  "503": {"$ref": "#/components/responses/Unavailable"}
                }
              }
            },
            "/api/auth/inspect/": {
              "get": {
                "operationId": "inspect",
                "summary": "Ask whether the session lasts",
                "tags": ["auth"],
                "responses": {
                  "202": {"description": "It does; the body is empty."},
                  "400": {"$ref": "#/components/responses/BadRequest"},
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "403": {"$ref": "#/components/responses/Forbidden"},
                  "408": {"$ref": "#/components/responses/RequestTimeout"},
                  "413": {"$ref": "#/components/responses/ContentTooLarge"},
                  "429": {"$ref": "#/components/responses/TooManyRequests"},
                  "431": {"$ref": "#/components/responses/HeaderTooLarge"},
                  "501": {"$ref": "#/components/responses/NotImplemented"}
                }
              }
            },
            "/api/auth/logout/": {
              "post": {
                "operationId": "logout",
                "summary": "End the session",
                "description": "Extension. The session ends at once, and stays ended.",
                "tags": ["auth"],
                "parameters": [{"$ref": "#/components/parameters/Stream"}],
                "responses": {
                  "200": {
                    "description": "It has ended.",
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}},
                      "application/stream+json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}}
                    }
                  },
                  "400": {"$ref": "#/components/responses/BadRequest"},
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "403": {"$ref": "#/components/responses/Forbidden"},
                  "408": {"$ref": "#/components/responses/RequestTimeout"},
                  "413": {"$ref": "#/components/responses/ContentTooLarge"},
                  "429": {"$ref": "#/components/responses/TooManyRequests"},
                  "431": {"$ref": "#/components/responses/HeaderTooLarge"},
                  "500": {"$ref": "#/components/responses/InternalError"},
                  "501": {"$ref": "#/components/responses/NotImplemented"},
                  "503": {"$ref": "#/components/responses/Unavailable"}
                }
              }
            },
            "/.well-known/jwks.json": {
              "get": {
                "operationId": "jwks",
                "summary": "The keys that verify tokens",
                "description": "Extension: a JWK set (RFC 7517 §5), for services that take this engine's tokens.",
                "tags": ["auth"],
                "security": [],
                "responses": {
                  "200": {
                    "description": "The key that signs now, then those before it that signed sessions which may last. No envelope is around them.",
                    "headers": {
                      "Cache-Control": {
                        "description": "How long the set may be kept. Ask again for a key that isn't in it.",
                        "schema": {"type": "string"}
                      }
                    },
                    "content": {"application/jwk-set+json": {"schema": {"$ref": "#/components/schemas/JWKSet"}}}
                  },
                  "400": {"$ref": "#/components/responses/BadRequest"},
                  "408": {"$ref": "#/components/responses/RequestTimeout"},
                  "413": {"$ref": "#/components/responses/ContentTooLarge"},
                  "429": {"$ref": "#/components/responses/TooManyRequests"},
                  "431": {"$ref": "#/components/responses/HeaderTooLarge"},
                  "501": {"$ref": "#/components/responses/NotImplemented"}
                }
              }
            },
            "/api/openapi.json": {
              "get": {
                "operationId": "openapi",
                "summary": "This description",
                "description": "Extension.",
                "tags": ["engine"],
                "security": [],
                "responses": {
                  "200": {
                    "description": "An OpenAPI 3.1 description.",
                    "content": {"application/json": {"schema": {"type": "object", "required": ["openapi"]}}}
                  },
                  "400": {"$ref": "#/components/responses/BadRequest"},
                  "408": {"$ref": "#/components/responses/RequestTimeout"},
                  "413": {"$ref": "#/components/responses/ContentTooLarge"},
                  "429": {"$ref": "#/components/responses/TooManyRequests"},
                  "431": {"$ref": "#/components/responses/HeaderTooLarge"},
                  "501": {"$ref": "#/components/responses/NotImplemented"}
                }
              }
            },
            "/api/engine/key/": {
              "get": {
                "operationId": "listKeys",
                "summary": "List the registered keys",
                "description": "Needs MASTER.",
                "tags": ["keys"],
                "parameters": [
                  {
                    "name": "all",
                    "in": "query",
                    "required": false,
                    "description": "Whether disabled keys are listed too.",
                    "schema": {"type": "string", "enum": ["true", "false"]}
                  },
                  {"$ref": "#/components/parameters/Stream"}
                ],
                "responses": {
                  "200": {
                    "description": "The keys.",
                    "content": {
                      "application/json": {
                        "schema": {
                          "type": "array",
                          "minItems": 2,
                          "items": {
                            "anyOf": [
                              {"$ref": "#/components/schemas/Status"},
                              {
                                "type": "object",
                                "required": ["kind", "payload"],
                                "properties": {
                                  "kind": {"const": "total"},
                                  "payload": {
                                    "type": "object",
                                    "required": ["value"],
                                    "properties": {"value": {"type": "integer", "minimum": 0}}
                                  }
                                }
                              },
                              {
                                "type": "object",
                                "required": ["kind", "payload"],
                                "properties": {"kind": {"const": "entity"}, "payload": {"$ref": "#/components/schemas/KeyRecord"}}
                              }
                            ]
                          }
                        }
                      },
                      "application/stream+json": {
                        "schema": {
                          "type": "array",
                          "minItems": 2,
                          "items": {
                            "anyOf": [
                              {"$ref": "#/components/schemas/Status"},
                              {
                                "type": "object",
                                "required": ["kind", "payload"],
                                "properties": {
                                  "kind": {"const": "total"},
                                  "payload": {
                                    "type": "object",
                                    "required": ["value"],
                                    "properties": {"value": {"type": "integer", "minimum": 0}}
                                  }
                                }
                              },
                              {
                                "type": "object",
                                "required": ["kind", "payload"],
                                "properties": {"kind": {"const": "entity"}, "payload": {"$ref": "#/components/schemas/KeyRecord"}}
                              }
                            ]
                          }
                        }
                      }
                    }
                  },
                  "400": {"$ref": "#/components/responses/BadRequest"},
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "403": {"$ref": "#/components/responses/Forbidden"},
                  "408": {"$ref": "#/components/responses/RequestTimeout"},
                  "413": {"$ref": "#/components/responses/ContentTooLarge"},
                  "429": {"$ref": "#/components/responses/TooManyRequests"},
                  "431": {"$ref": "#/components/responses/HeaderTooLarge"},
                  "500": {"$ref": "#/components/responses/InternalError"},
                  "501": {"$ref": "#/components/responses/NotImplemented"}
                }
              },
              "post": {
                "operationId": "registerKey",
                "summary": "Register a key",
                "description": "Needs MASTER without READ_ONLY.",
                "tags": ["keys"],
                "parameters": [{"$ref": "#/components/parameters/Stream"}],
                "requestBody": {
                  "required": true,
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/KeyRegistrationRequest"}}}
                },
                "responses": {
                  "200": {
                    "description": "The key is registered.",
                    "content": {
                      "application/json": {
                        "schema": {
                          "type": "array",
                          "minItems": 2,
                          "maxItems": 2,
                          "items": {
                            "anyOf": [
                              {"$ref": "#/components/schemas/Status"},
                              {
                                "type": "object",
                                "required": ["kind", "payload"],
                                "properties": {"kind": {"const": "entity"}, "payload": {"$ref": "#/components/schemas/KeyRegistration"}}
                              }
                            ]
                          }
                        }
                      },
                      "application/stream+json": {
                        "schema": {
                          "type": "array",
                          "minItems": 2,
                          "maxItems": 2,
                          "items": {
                            "anyOf": [
                              {"$ref": "#/components/schemas/Status"},
                              {
                                "type": "object",
                                "required": ["kind", "payload"],
                                "properties": {"kind": {"const": "entity"}, "payload": {"$ref": "#/components/schemas/KeyRegistration"}}
                              }
                            ]
                          }
                        }
                      }
                    }
                  },
                  "400": {"$ref": "#/components/responses/BadRequest"},
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "403": {"$ref": "#/components/responses/Forbidden"},
                  "408": {"$ref": "#/components/responses/RequestTimeout"},
                  "409": {"$ref": "#/components/responses/Conflict"},
                  "413": {"$ref": "#/components/responses/ContentTooLarge"},
                  "429": {"$ref": "#/components/responses/TooManyRequests"},
                  "431": {"$ref": "#/components/responses/HeaderTooLarge"},
                  "500": {"$ref": "#/components/responses/InternalError"},
                  "501": {"$ref": "#/components/responses/NotImplemented"},
                  "503": {"$ref": "#/components/responses/Unavailable"}
                }
              },
              "patch": {
                "operationId": "changeKey",
                "summary": "Change a registered key",
                "description": "Extension. Needs MASTER without READ_ONLY. Living sessions of the key are changed at once.",
                "tags": ["keys"],
                "parameters": [
                  {
                    "name": "identity",
                    "in": "query",
                    "required": false,
                    "description": "The identity of the key. Exactly one of `identity` and `key` is given.",
                    "schema": {"type": "string", "minLength": 1}
                  },
                  {
                    "name": "key",
                    "in": "query",
                    "required": false,
                    "description": "The key itself: a line of OpenSSH, or its second field, or its fingerprint.",
                    "schema": {"type": "string", "minLength": 1}
                  },
                  {
                    "name": "force",
                    "in": "query",
                    "required": false,
                    "description": "Whether the last key that may manage keys may go.",
                    "schema": {"type": "string", "enum": ["true", "false"]}
                  },
                  {"$ref": "#/components/parameters/Stream"}
                ],
                "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/KeyChange"}}}},
                "responses": {
                  "200": {
                    "description": "The key is changed.",
                    "content": {
                      "application/json": {
                        "schema": {
                          "type": "array",
                          "minItems": 2,
                          "maxItems": 2,
                          "items": {
                            "anyOf": [
                              {"$ref": "#/components/schemas/Status"},
                              {
                                "type": "object",
                                "required": ["kind", "payload"],
                                "properties": {"kind": {"const": "entity"}, "payload": {"$ref": "#/components/schemas/KeyRecord"}}
                              }
                            ]
                          }
                        }
                      },
                      "application/stream+json": {
                        "schema": {
                          "type": "array",
                          "minItems": 2,
                          "maxItems": 2,
                          "items": {
                            "anyOf": [
                              {"$ref": "#/components/schemas/Status"},
                              {
                                "type": "object",
                                "required": ["kind", "payload"],
                                "properties": {"kind": {"const": "entity"}, "payload": {"$ref": "#/components/schemas/KeyRecord"}}
                              }
                            ]
                          }
                        }
                      }
                    }
                  },
                  "400": {"$ref": "#/components/responses/BadRequest"},
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "403": {"$ref": "#/components/responses/Forbidden"},
                  "404": {"$ref": "#/components/responses/NotFound"},
                  "408": {"$ref": "#/components/responses/RequestTimeout"},
                  "409": {"$ref": "#/components/responses/Conflict"},
                  "413": {"$ref": "#/components/responses/ContentTooLarge"},
                  "429": {"$ref": "#/components/responses/TooManyRequests"},
                  "431": {"$ref": "#/components/responses/HeaderTooLarge"},
                  "500": {"$ref": "#/components/responses/InternalError"},
                  "501": {"$ref": "#/components/responses/NotImplemented"},
                  "503": {"$ref": "#/components/responses/Unavailable"}
                }
              },
              "delete": {
                "operationId": "unregisterKey",
                "summary": "Remove a registered key",
                "description": "Needs MASTER without READ_ONLY. The key's sessions end.",
                "tags": ["keys"],
                "parameters": [
                  {
                    "name": "identity",
                    "in": "query",
                    "required": false,
                    "description": "The identity of the key. Exactly one of `identity` and `key` is given.",
                    "schema": {"type": "string", "minLength": 1}
                  },
                  {
                    "name": "key",
                    "in": "query",
                    "required": false,
                    "description": "The key itself: a line of OpenSSH, or its second field, or its fingerprint.",
                    "schema": {"type": "string", "minLength": 1}
                  },
                  {
                    "name": "force",
                    "in": "query",
                    "required": false,
                    "description": "Whether the last key that may manage keys may go.",
                    "schema": {"type": "string", "enum": ["true", "false"]}
                  },
                  {"$ref": "#/components/parameters/Stream"}
                ],
                "responses": {
                  "200": {
                    "description": "The key is gone.",
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}},
                      "application/stream+json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}}
                    }
                  },
                  "400": {"$ref": "#/components/responses/BadRequest"},
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "403": {"$ref": "#/components/responses/Forbidden"},
                  "404": {"$ref": "#/components/responses/NotFound"},
                  "408": {"$ref": "#/components/responses/RequestTimeout"},
                  "409": {"$ref": "#/components/responses/Conflict"},
                  "413": {"$ref": "#/components/responses/ContentTooLarge"},
                  "429": {"$ref": "#/components/responses/TooManyRequests"},
                  "431": {"$ref": "#/components/responses/HeaderTooLarge"},
                  "500": {"$ref": "#/components/responses/InternalError"},
                  "501": {"$ref": "#/components/responses/NotImplemented"},
                  "503": {"$ref": "#/components/responses/Unavailable"}
                }
              }
            },
            "/api/engine/rotate/": {
              "post": {
                "operationId": "rotate",
                "summary": "Change the key that signs tokens",
                "description": "Extension. Needs MASTER without READ_ONLY. Sessions last until they expire. After 32 changes within a day: 429.",
                "tags": ["engine"],
                "parameters": [{"$ref": "#/components/parameters/Stream"}],
                "responses": {
                  "200": {
                    "description": "It is changed.",
                    "content": {
                      "application/json": {
                        "schema": {
                          "type": "array",
                          "minItems": 2,
                          "maxItems": 2,
                          "items": {
                            "anyOf": [
                              {"$ref": "#/components/schemas/Status"},
                              {
                                "type": "object",
                                "required": ["kind", "payload"],
                                "properties": {"kind": {"const": "entity"}, "payload": {"$ref": "#/components/schemas/TokenKeyRotation"}}
                              }
                            ]
                          }
                        }
                      },
                      "application/stream+json": {
                        "schema": {
                          "type": "array",
                          "minItems": 2,
                          "maxItems": 2,
                          "items": {
                            "anyOf": [
                              {"$ref": "#/components/schemas/Status"},
                              {
                                "type": "object",
                                "required": ["kind", "payload"],
                                "properties": {"kind": {"const": "entity"}, "payload": {"$ref": "#/components/schemas/TokenKeyRotation"}}
                              }
                            ]
                          }
                        }
                      }
                    }
                  },
                  "400": {"$ref": "#/components/responses/BadRequest"},
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "403": {"$ref": "#/components/responses/Forbidden"},
                  "408": {"$ref": "#/components/responses/RequestTimeout"},
                  "413": {"$ref": "#/components/responses/ContentTooLarge"},
                  "429": {"$ref": "#/components/responses/TooManyRequests"},
                  "431": {"$ref": "#/components/responses/HeaderTooLarge"},
                  "500": {"$ref": "#/components/responses/InternalError"},
                  "501": {"$ref": "#/components/responses/NotImplemented"},
                  "503": {"$ref": "#/components/responses/Unavailable"}
                }
              }
            },
            "/api/engine/healthcheck/": {
              "get": {
                "operationId": "healthcheck",
                "summary": "Ask whether the engine is well",
                "description": "Each subsystem has a chunk of its own.",
                "tags": ["engine"],
                "security": [],
                "parameters": [{"$ref": "#/components/parameters/Stream"}],
                "responses": {
                  "200": {
                    "description": "It is.",
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/Health"}},
                      "application/stream+json": {"schema": {"$ref": "#/components/schemas/Health"}}
                    }
                  },
                  "503": {
                    "description": "A subsystem isn't.",
                    "headers": {
                      "x-error-message": {"description": "The message, for those that don't see the body.", "schema": {"type": "string"}}
                    },
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/Health"}},
                      "application/stream+json": {"schema": {"$ref": "#/components/schemas/Health"}}
                    }
                  },
                  "400": {"$ref": "#/components/responses/BadRequest"},
                  "408": {"$ref": "#/components/responses/RequestTimeout"},
                  "413": {"$ref": "#/components/responses/ContentTooLarge"},
                  "429": {"$ref": "#/components/responses/TooManyRequests"},
                  "431": {"$ref": "#/components/responses/HeaderTooLarge"},
                  "501": {"$ref": "#/components/responses/NotImplemented"}
                }
              }
            },
            "/api/engine/ping/": {
              "get": {
                "operationId": "ping",
                "summary": "Hear the engine's time, again and again",
                "tags": ["engine"],
                "parameters": [
                  {
                    "name": "count",
                    "in": "query",
                    "required": false,
                    "description": "How many times.",
                    "schema": {"type": "integer", "minimum": 1, "maximum": 300, "default": 3},
                    "example": 1
                  },
                  {
                    "name": "interval",
                    "in": "query",
                    "required": false,
                    "description": "Milliseconds between two of them.",
                    "schema": {"type": "integer", "minimum": 1000, "maximum": 30000, "default": 1000},
                    "example": 1000
                  },
                  {"$ref": "#/components/parameters/Stream"}
                ],
                "responses": {
                  "200": {
                    "description": "The times, in milliseconds since 1970.",
                    "content": {
                      "application/json": {
                        "schema": {
                          "type": "array",
                          "minItems": 1,
                          "items": {
                            "anyOf": [
                              {"$ref": "#/components/schemas/Status"},
                              {
                                "type": "object",
                                "required": ["kind", "payload"],
                                "properties": {"kind": {"const": "entity"}, "payload": {"type": "integer"}}
                              }
                            ]
                          }
                        }
                      },
                      "application/stream+json": {
                        "schema": {
                          "type": "array",
                          "minItems": 1,
                          "items": {
                            "anyOf": [
                              {"$ref": "#/components/schemas/Status"},
                              {
                                "type": "object",
                                "required": ["kind", "payload"],
                                "properties": {"kind": {"const": "entity"}, "payload": {"type": "integer"}}
                              }
                            ]
                          }
                        }
                      }
                    }
                  },
                  "400": {"$ref": "#/components/responses/BadRequest"},
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "403": {"$ref": "#/components/responses/Forbidden"},
                  "408": {"$ref": "#/components/responses/RequestTimeout"},
                  "413": {"$ref": "#/components/responses/ContentTooLarge"},
                  "429": {"$ref": "#/components/responses/TooManyRequests"},
                  "431": {"$ref": "#/components/responses/HeaderTooLarge"},
                  "501": {"$ref": "#/components/responses/NotImplemented"},
                  "503": {"$ref": "#/components/responses/Unavailable"}
                }
              }
            },
            "/api/engine/parameter/": {
              "get": {
                "operationId": "parameter",
                "summary": "How the engine was started",
                "tags": ["engine"],
                "parameters": [{"$ref": "#/components/parameters/Stream"}],
                "responses": {
                  "200": {
                    "description": "How.",
                    "content": {
                      "application/json": {
                        "schema": {
                          "type": "array",
                          "minItems": 2,
                          "maxItems": 2,
                          "items": {
                            "anyOf": [
                              {"$ref": "#/components/schemas/Status"},
                              {
                                "type": "object",
                                "required": ["kind", "payload"],
                                "properties": {"kind": {"const": "entity"}, "payload": {"$ref": "#/components/schemas/Parameter"}}
                              }
                            ]
                          }
                        }
                      },
                      "application/stream+json": {
                        "schema": {
                          "type": "array",
                          "minItems": 2,
                          "maxItems": 2,
                          "items": {
                            "anyOf": [
                              {"$ref": "#/components/schemas/Status"},
                              {
                                "type": "object",
                                "required": ["kind", "payload"],
                                "properties": {"kind": {"const": "entity"}, "payload": {"$ref": "#/components/schemas/Parameter"}}
                              }
                            ]
                          }
                        }
                      }
                    }
                  },
                  "400": {"$ref": "#/components/responses/BadRequest"},
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "403": {"$ref": "#/components/responses/Forbidden"},
                  "408": {"$ref": "#/components/responses/RequestTimeout"},
                  "413": {"$ref": "#/components/responses/ContentTooLarge"},
                  "429": {"$ref": "#/components/responses/TooManyRequests"},
                  "431": {"$ref": "#/components/responses/HeaderTooLarge"},
                  "501": {"$ref": "#/components/responses/NotImplemented"}
                }
              }
            },
            "/api/engine/attribute/": {
              "get": {
                "operationId": "attribute",
                "summary": "What the engine runs on",
                "tags": ["engine"],
                "parameters": [{"$ref": "#/components/parameters/Stream"}],
                "responses": {
                  "200": {
                    "description": "What.",
                    "content": {
                      "application/json": {
                        "schema": {
                          "type": "array",
                          "minItems": 2,
                          "maxItems": 2,
                          "items": {
                            "anyOf": [
                              {"$ref": "#/components/schemas/Status"},
                              {
                                "type": "object",
                                "required": ["kind", "payload"],
                                "properties": {"kind": {"const": "entity"}, "payload": {"$ref": "#/components/schemas/Attribute"}}
                              }
                            ]
                          }
                        }
                      },
                      "application/stream+json": {
                        "schema": {
                          "type": "array",
                          "minItems": 2,
                          "maxItems": 2,
                          "items": {
                            "anyOf": [
                              {"$ref": "#/components/schemas/Status"},
                              {
                                "type": "object",
                                "required": ["kind", "payload"],
                                "properties": {"kind": {"const": "entity"}, "payload": {"$ref": "#/components/schemas/Attribute"}}
                              }
                            ]
                          }
                        }
                      }
                    }
                  },
                  "400": {"$ref": "#/components/responses/BadRequest"},
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "403": {"$ref": "#/components/responses/Forbidden"},
                  "408": {"$ref": "#/components/responses/RequestTimeout"},
                  "413": {"$ref": "#/components/responses/ContentTooLarge"},
                  "429": {"$ref": "#/components/responses/TooManyRequests"},
                  "431": {"$ref": "#/components/responses/HeaderTooLarge"},
                  "501": {"$ref": "#/components/responses/NotImplemented"}
                }
              }
            },
            "/api/engine/info/": {
              "get": {
                "operationId": "info",
                "summary": "Both in one",
                "tags": ["engine"],
                "parameters": [{"$ref": "#/components/parameters/Stream"}],
                "responses": {
                  "200": {
                    "description": "Both.",
                    "content": {
                      "application/json": {
                        "schema": {
                          "type": "array",
                          "minItems": 2,
                          "maxItems": 2,
                          "items": {
                            "anyOf": [
                              {"$ref": "#/components/schemas/Status"},
                              {
                                "type": "object",
                                "required": ["kind", "payload"],
                                "properties": {"kind": {"const": "entity"}, "payload": {"$ref": "#/components/schemas/Info"}}
                              }
                            ]
                          }
                        }
                      },
                      "application/stream+json": {
                        "schema": {
                          "type": "array",
                          "minItems": 2,
                          "maxItems": 2,
                          "items": {
                            "anyOf": [
                              {"$ref": "#/components/schemas/Status"},
                              {
                                "type": "object",
                                "required": ["kind", "payload"],
                                "properties": {"kind": {"const": "entity"}, "payload": {"$ref": "#/components/schemas/Info"}}
                              }
                            ]
                          }
                        }
                      }
                    }
                  },
                  "400": {"$ref": "#/components/responses/BadRequest"},
                  "401": {"$ref": "#/components/responses/Unauthorized"},
                  "403": {"$ref": "#/components/responses/Forbidden"},
                  "408": {"$ref": "#/components/responses/RequestTimeout"},
                  "413": {"$ref": "#/components/responses/ContentTooLarge"},
                  "429": {"$ref": "#/components/responses/TooManyRequests"},
                  "431": {"$ref": "#/components/responses/HeaderTooLarge"},
                  "501": {"$ref": "#/components/responses/NotImplemented"}
                }
              }
            }
          },
          "components": {
            "securitySchemes": {
              "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
              "cookie": {
                "type": "apiKey",
                "in": "cookie",
                "name": "authorization",
                "description": "A change that is signed in by it alone must come from the engine's own pages."
              }
            },
            "parameters": {
              "Stream": {
                "name": "stream",
                "in": "query",
                "required": false,
                "description": "Whether each chunk comes on a line of its own; left out, `Accept` says so.",
                "schema": {"type": "string", "enum": ["true", "false"]}
              }
            },
            "schemas": {
              "Status": {
                "type": "object",
                "required": ["kind", "payload"],
                "properties": {
                  "kind": {"const": "status"},
                  "payload": {
                    "type": "object",
                    "required": ["code", "message"],
                    "properties": {"code": {"type": "integer", "minimum": 100, "maximum": 599}, "message": {"type": "string"}}
                  }
                }
              },
              "StatusAnswer": {"type": "array", "minItems": 1, "maxItems": 1, "items": {"$ref": "#/components/schemas/Status"}},
              "Permissions": {
                "type": "array",
                "items": {
                  "type": "string",
                  "enum": ["MASTER", "WORKFLOW", "PLATFORM", "BRIDGE", "PROXY", "SHELL", "ARTIFACT", "OBJECT", "READ_ONLY"]
                }
              },
              "Challenge": {
                "type": "object",
                "required": ["identity", "nonce", "lifetime"],
                "properties": {
                  "identity": {"type": "string", "description": "Names the challenge; it is sent back unchanged."},
                  "nonce": {
                    "type": "string",
                    "minLength": 16,
                    "maxLength": 512,
                    "pattern": "^[!-~]+$",
                    "description": "What is signed: its UTF-8 bytes, with RSASSA-PKCS1-v1_5 and SHA-256."
                  },
                  "lifetime": {"type": "string", "description": "How long it may be answered, as a Go duration.", "examples": ["1m0s"]}
                }
              },
              "Verify": {
                "type": "object",
                "required": ["identity", "signature"],
                "properties": {
                  "identity": {"type": "string"},
                  "signature": {"type": "string", "contentEncoding": "base64"},
                  "lifetime": {
                    "type": "string",
                    "description": "How long the session shall last, as a Go duration: 1 minute to 24 hours; anything else means 1 hour.",
                    "examples": ["1h"]
                  },
                  "key": {
                    "type": "string",
                    "description": "Extension: the OpenSSH fingerprint of the key that signed.",
                    "examples": ["SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"]
                  }
                }
              },
              "Grant": {
                "type": "object",
                "required": ["token", "permissions", "expires_at"],
                "properties": {
                  "token": {"type": "string"},
                  "permissions": {"$ref": "#/components/schemas/Permissions"},
                  "expires_at": {"type": "integer", "description": "In seconds since 1970."}
                }
              },
              "KeyRecord": {
                "type": "object",
                "required": ["identity", "type", "value", "permissions", "disabled"],
                "properties": {
                  "identity": {"type": "string"},
                  "type": {"const": "ssh-rsa"},
                  "value": {"type": "string", "contentEncoding": "base64"},
                  "permissions": {"$ref": "#/components/schemas/Permissions"},
                  "disabled": {"type": "boolean"},
                  "expires_at": {
                    "type": "integer",
                    "description": "Extension: when the key signs nobody in any more, in seconds since 1970."
                  },
                  "from": {
                    "type": "array",
                    "items": {"type": "string"},
                    "description": "Extension: the networks from which the key may sign in."
                  },
                  "last_sign_in": {
                    "type": "object",
                    "description": "Extension: when, in seconds since 1970, and from where the key last signed in: from an address, or over the socket. Left out for never.",
                    "required": ["at", "from"],
                    "properties": {"at": {"type": "integer"}, "from": {"type": "string"}}
                  }
                }
              },
              "KeyRegistrationRequest": {
                "type": "object",
                "required": ["key"],
                "properties": {
                  "identity": {"type": "string", "maxLength": 128, "description": "Empty for the comment of the key."},
                  "key": {"type": "string", "description": "The text of a public key."},
                  "permissions": {"$ref": "#/components/schemas/Permissions"},
                  "expires_at": {"type": ["integer", "null"], "description": "Extension: the moment, in seconds since 1970, from which the key can't sign in any more."},
                  "from": {
                    "type": ["array", "null"],
                    "items": {"type": "string"},
                    "description": "Extension: the networks from which the key may sign in."
                  }
                }
              },
              "KeyRegistration": {
                "type": "object",
                "required": ["identity", "permissions"],
                "properties": {
                  "identity": {"type": "string"},
                  "permissions": {"$ref": "#/components/schemas/Permissions"},
                  "expires_at": {"type": "integer", "description": "Extension: the expiry that was asked for. Left out for none."},
                  "from": {
                    "type": "array",
                    "items": {"type": "string"},
                    "description": "Extension: the networks that were asked for. Left out for anywhere."
                  }
                }
              },
              "KeyChange": {
                "type": "object",
                "description": "What is left out stays.",
                "properties": {
                  "identity": {"type": "string", "minLength": 1, "maxLength": 128},
                  "permissions": {"$ref": "#/components/schemas/Permissions"},
                  "disabled": {"type": "boolean"},
                  "expires_at": {"type": ["integer", "null"]},
                  "from": {"type": "array", "items": {"type": "string"}}
                }
              },
              "Parameter": {
                "type": "object",
                "required": ["identity", "directory", "volume", "config_profile", "controllers"],
                "properties": {
                  "identity": {"type": "string"},
                  "directory": {"type": "string"},
                  "volume": {"type": "string"},
                  "config_profile": {"type": "string"},
                  "controllers": {"type": "array", "items": {}}
                }
              },
              "Attribute": {
                "type": "object",
                "required": ["version", "boot", "host", "cpu", "memory", "disk", "network"],
                "properties": {
                  "version": {"type": "string"},
                  "boot": {"type": "integer", "description": "When the engine was started, in seconds since 1970."},
                  "host": {
                    "type": "object",
                    "required": ["os", "platform", "version", "arch", "name", "boot"],
                    "properties": {
                      "os": {"type": "string"},
                      "platform": {"type": "string"},
                      "version": {"type": "string"},
                      "arch": {"type": "string"},
                      "name": {"type": "string"},
                      "boot": {"type": "integer"}
                    }
                  },
                  "cpu": {
                    "type": "object",
                    "required": ["cores", "model", "vendor"],
                    "properties": {"cores": {"type": "integer"}, "model": {"type": "string"}, "vendor": {"type": "string"}}
                  },
                  "memory": {
                    "type": "object",
                    "required": ["physical", "swap"],
                    "properties": {"physical": {"type": "integer"}, "swap": {"type": "integer"}}
                  },
                  "disk": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "required": ["name", "path", "size"],
                      "properties": {"name": {"type": "string"}, "path": {"type": "string"}, "size": {"type": "integer"}}
                    }
                  },
                  "network": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "required": ["name", "address"],
                      "properties": {"name": {"type": "string"}, "address": {"type": "string"}}
                    }
                  }
                }
              },
              "Info": {
                "type": "object",
                "required": [
                  "identity",
                  "directory",
                  "volume",
                  "config_profile",
                  "version",
                  "boot",
                  "host",
                  "cpu",
                  "memory",
                  "disk",
                  "network"
                ],
                "properties": {
                  "identity": {"type": "string"},
                  "directory": {"type": "string"},
                  "volume": {"type": "string"},
                  "config_profile": {"type": "string"},
                  "version": {"type": "string"},
                  "boot": {"type": "integer", "description": "When the engine was started, in seconds since 1970."},
                  "host": {
                    "type": "object",
                    "required": ["os", "platform", "version", "arch", "name", "boot"],
                    "properties": {
                      "os": {"type": "string"},
                      "platform": {"type": "string"},
                      "version": {"type": "string"},
                      "arch": {"type": "string"},
                      "name": {"type": "string"},
                      "boot": {"type": "integer"}
                    }
                  },
                  "cpu": {
                    "type": "object",
                    "required": ["cores", "model", "vendor"],
                    "properties": {"cores": {"type": "integer"}, "model": {"type": "string"}, "vendor": {"type": "string"}}
                  },
                  "memory": {
                    "type": "object",
                    "required": ["physical", "swap"],
                    "properties": {"physical": {"type": "integer"}, "swap": {"type": "integer"}}
                  },
                  "disk": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "required": ["name", "path", "size"],
                      "properties": {"name": {"type": "string"}, "path": {"type": "string"}, "size": {"type": "integer"}}
                    }
                  },
                  "network": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "required": ["name", "address"],
                      "properties": {"name": {"type": "string"}, "address": {"type": "string"}}
                    }
                  }
                }
              },
              "Health": {
                "type": "array",
                "minItems": 1,
                "items": {
                  "anyOf": [
                    {"$ref": "#/components/schemas/Status"},
                    {
                      "type": "object",
                      "required": ["kind", "payload"],
                      "properties": {"kind": {"type": "string", "pattern": "^entity(:[a-z-]+)?$"}, "payload": {"type": "string"}}
                    }
                  ]
                }
              },
              "TokenKeyRotation": {
                "type": "object",
                "required": ["kid", "retires_at"],
                "properties": {
                  "kid": {"type": "string", "description": "The key that signs from now on, as `kid` in the header of tokens names it."},
                  "retires_at": {
                    "type": "integer",
                    "description": "When the key before it verifies no token any more, in seconds since 1970: 24 hours later."
                  }
                }
              },
              "JWKSet": {
                "type": "object",
                "required": ["keys"],
                "properties": {
                  "keys": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                      "oneOf": [
                        {
                          "type": "object",
                          "required": ["kty", "crv", "x", "y", "use", "alg", "kid"],
                          "properties": {
                            "kty": {"const": "EC"},
                            "crv": {"const": "P-256"},
                            "x": {"type": "string"},
                            "y": {"type": "string"},
                            "use": {"const": "sig"},
                            "alg": {"const": "ES256"},
                            "kid": {"type": "string", "description": "The thumbprint of the key (RFC 7638)."}
                          }
                        },
                        {
                          "type": "object",
                          "required": ["kty", "n", "e", "use", "alg", "kid"],
                          "properties": {
                            "kty": {"const": "RSA"},
                            "n": {"type": "string"},
                            "e": {"type": "string"},
                            "use": {"const": "sig"},
                            "alg": {"const": "RS256"},
                            "kid": {"type": "string", "description": "The thumbprint of the key (RFC 7638)."}
                          }
                        }
                      ]
                    }
                  }
                }
              }
            },
            "responses": {
              "BadRequest": {
                "description": "The request is wrong; the message says what.",
                "headers": {
                  "x-error-message": {"description": "The message, for those that don't see the body.", "schema": {"type": "string"}}
                },
                "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}},
                  "application/stream+json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}}
                }
              },
              "Unauthorized": {
                "description": "There is no session, it has ended, or the sign-in failed.",
                "headers": {
                  "x-error-message": {"description": "The message, for those that don't see the body.", "schema": {"type": "string"}}
                },
                "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}},
                  "application/stream+json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}}
                }
              },
              "Forbidden": {
                "description": "The session isn't permitted to do this.",
                "headers": {
                  "x-error-message": {"description": "The message, for those that don't see the body.", "schema": {"type": "string"}}
                },
                "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}},
                  "application/stream+json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}}
                }
              },
              "NotFound": {
                "description": "There is no such thing, or this engine has no such call.",
                "headers": {
                  "x-error-message": {"description": "The message, for those that don't see the body.", "schema": {"type": "string"}}
                },
                "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}},
                  "application/stream+json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}}
                }
              },
              "MethodNotAllowed": {
                "description": "The call isn't made with this method.",
                "headers": {
                  "x-error-message": {"description": "The message, for those that don't see the body.", "schema": {"type": "string"}},
                  "Allow": {"description": "The methods that it is made with.", "schema": {"type": "string"}}
                },
                "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}},
                  "application/stream+json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}}
                }
              },
              "RequestTimeout": {
                "description": "The request took too long to come.",
                "headers": {
                  "x-error-message": {"description": "The message, for those that don't see the body.", "schema": {"type": "string"}}
                },
                "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}},
                  "application/stream+json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}}
                }
              },
              "Conflict": {
                "description": "It contradicts what is there.",
                "headers": {
                  "x-error-message": {"description": "The message, for those that don't see the body.", "schema": {"type": "string"}}
                },
                "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}},
                  "application/stream+json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}}
                }
              },
              "ContentTooLarge": {
                "description": "The body is larger than the engine takes.",
                "headers": {
                  "x-error-message": {"description": "The message, for those that don't see the body.", "schema": {"type": "string"}}
                },
                "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}},
                  "application/stream+json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}}
                }
              },
              "HeaderTooLarge": {
                "description": "The header is larger than the engine takes.",
                "headers": {
                  "x-error-message": {"description": "The message, for those that don't see the body.", "schema": {"type": "string"}}
                },
                "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}},
                  "application/stream+json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}}
                }
              },
              "TooManyRequests": {
                "description": "There were too many calls, or too many failures, from this address.",
                "headers": {
                  "x-error-message": {"description": "The message, for those that don't see the body.", "schema": {"type": "string"}},
                  "Retry-After": {
                    "description": "After how many seconds the next one may come.",
                    "schema": {"type": "integer", "minimum": 1}
                  }
                },
                "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}},
                  "application/stream+json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}}
                }
              },
              "InternalError": {
                "description": "The engine failed; its log says why.",
                "headers": {
                  "x-error-message": {"description": "The message, for those that don't see the body.", "schema": {"type": "string"}}
                },
                "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}},
                  "application/stream+json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}}
                }
              },
              "NotImplemented": {
                "description": "The engine doesn't know the transfer coding.",
                "headers": {
                  "x-error-message": {"description": "The message, for those that don't see the body.", "schema": {"type": "string"}}
                },
                "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}},
                  "application/stream+json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}}
                }
              },
              "Unavailable": {
                "description": "Not now.",
                "headers": {
                  "x-error-message": {"description": "The message, for those that don't see the body.", "schema": {"type": "string"}}
                },
                "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}},
                  "application/stream+json": {"schema": {"$ref": "#/components/schemas/StatusAnswer"}}
                }
              }
            }
          }
        }
        """##
}
